package live.vitrine.media.flv;

/** The only exception that FLV bytes can cause. Carries no stack trace: input makes it. */
public final class FlvException extends RuntimeException {
  /** What was wrong with the bytes. */
  public enum Reason {
    /** Does not begin with {@code FLV} and version 1. */
    NOT_FLV,
    /** A file header that says it is shorter than it is, or longer than anybody's. */
    BAD_HEADER_LENGTH,
    /** A tag longer than the limit. */
    TAG_TOO_LONG,
    /** A tag that is encrypted, or has a stream ID other than zero. */
    BAD_TAG,
  }

  private final Reason reason;

  FlvException(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
