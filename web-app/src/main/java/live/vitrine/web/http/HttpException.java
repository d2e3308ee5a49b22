package live.vitrine.web.http;

import live.vitrine.web.text.Message;

/** The answer is an error, with words for whoever asked. */
public final class HttpException extends RuntimeException {
  private final int status;
  private final Message explanation;

  public HttpException(int status, Message explanation) {
    super(status + " " + explanation.key());
    this.status = status;
    this.explanation = explanation;
  }

  /** There is no such thing, or it is somebody else's: nobody learns which. */
  public static HttpException notFound() {
    return new HttpException(404, Message.of("error.not-found"));
  }

  public int status() {
    return status;
  }

  public Message explanation() {
    return explanation;
  }
}
