package live.vitrine.media.codec;

/** Bytes that are no valid codec parameters, or ones beyond a bound that is kept here. */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the bytes were refused; stable, for counters. */
  public enum Reason {
    /** The bytes end before the structure does. */
    TRUNCATED,
    /** A value that the specification does not allow. */
    INVALID,
    /** Allowed by the specification, but larger than this program accepts. */
    TOO_LARGE,
    /** Valid, but of a kind that this program does not handle. */
    UNSUPPORTED
  }

  private final Reason reason;

  public CodecException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
