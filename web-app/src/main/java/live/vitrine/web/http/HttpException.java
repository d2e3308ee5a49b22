package live.vitrine.web.http;

import java.time.Duration;
import java.util.Optional;
import live.vitrine.web.text.Message;

/** The answer is an error, with words for whoever asked. */
public final class HttpException extends RuntimeException {
  private final int status;
  private final Message explanation;
  private final Optional<Duration> retryAfter;

  public HttpException(int status, Message explanation) {
    this(status, explanation, Optional.empty());
  }

  private HttpException(int status, Message explanation, Optional<Duration> retryAfter) {
    super(status + " " + explanation.key());
    this.status = status;
    this.explanation = explanation;
    this.retryAfter = retryAfter;
  }

  /** Asked too often: 429. */
  public static HttpException tooMany(Duration retryAfter) {
    return new HttpException(
        429, Message.of("error.too-many", retryAfter.toSeconds() + 1), Optional.of(retryAfter));
  }

  /** So much is going on that this cannot be done now: 503. */
  public static HttpException busy(Duration retryAfter) {
    return new HttpException(503, Message.of("error.unavailable"), Optional.of(retryAfter));
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

  /** When it may be tried again, where that is known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
