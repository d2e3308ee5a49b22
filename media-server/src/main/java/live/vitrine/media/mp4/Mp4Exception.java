package live.vitrine.media.mp4;

/** Bytes that are no MP4 file of the kind written here, or one beyond a bound that is kept here. */
public final class Mp4Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the bytes were refused; stable, for counters. */
  public enum Reason {
    /** The bytes end before the structure does. */
    TRUNCATED,
    /** A value that the specification does not allow, or boxes that contradict each other. */
    INVALID,
    /** A box that has to be there is missing. */
    MISSING,
    /** Allowed by the specification, but larger than this program accepts. */
    TOO_LARGE,
    /** Valid, but of a kind that this program does not handle. */
    UNSUPPORTED
  }

  private final Reason reason;

  public Mp4Exception(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
