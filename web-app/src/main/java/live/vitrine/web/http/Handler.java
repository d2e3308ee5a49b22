package live.vitrine.web.http;

/** Answers a request, on a virtual thread: it may block. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers.
   *
   * @throws HttpException the answer is an error page
   */
  Answer handle(Request request) throws Exception;
}
