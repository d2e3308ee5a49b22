package live.vitrine.web.api;

import live.vitrine.web.http.Answer;
import live.vitrine.web.http.ErrorAnswers;
import live.vitrine.web.http.Request;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Message;

/** Errors for programs, in English. */
final class ProblemAnswers implements ErrorAnswers {
  @Override
  public Answer error(Request request, int status, Message explanation) {
    return Problem.of(status, Languages.messages(Languages.STANDARD).text(explanation)).answer();
  }
}
