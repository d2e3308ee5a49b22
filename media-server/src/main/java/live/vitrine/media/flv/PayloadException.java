package live.vitrine.media.flv;

/** An audio or video payload whose leading bytes cannot be understood. */
public final class PayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the payload was refused; stable, for counters. */
  public enum Reason {
    /** It ends inside its header, an extension or a track. */
    TRUNCATED,
    /** Tracks or an extension inside of tracks. */
    NESTED,
    /** A multitrack type that is reserved. */
    UNKNOWN_MULTITRACK_TYPE,
    /** More tracks in one message than there are track numbers. */
    TOO_MANY_TRACKS
  }

  private final Reason reason;

  PayloadException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
