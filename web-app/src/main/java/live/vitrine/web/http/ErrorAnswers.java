package live.vitrine.web.http;

import live.vitrine.web.text.Message;

/** How errors look to people: a page. Programs get {@code application/problem+json} instead. */
@FunctionalInterface
public interface ErrorAnswers {
  Answer error(Request request, int status, Message explanation);
}
