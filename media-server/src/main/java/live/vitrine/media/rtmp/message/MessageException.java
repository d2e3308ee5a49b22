package live.vitrine.media.rtmp.message;

import live.vitrine.media.rtmp.amf.AmfException;

/** The only exception that a message's bytes can cause. Carries no stack trace: input makes it. */
public final class MessageException extends RuntimeException {
  /** What was wrong with the message. */
  public enum Reason {
    /** Shorter than its type needs. */
    TRUNCATED,
    /** A number outside of what its field allows. */
    BAD_VALUE,
    /** A command whose values cannot be decoded; the cause is the {@link AmfException}. */
    BAD_AMF,
    /** A command that does not begin with a name and a transaction id. */
    BAD_COMMAND,
    /** An aggregate that ends inside a message or holds too many. */
    BAD_AGGREGATE,
  }

  private final Reason reason;

  MessageException(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  MessageException(AmfException cause) {
    super(Reason.BAD_AMF + ": " + cause.getMessage(), cause, false, false);
    this.reason = Reason.BAD_AMF;
  }

  public Reason reason() {
    return reason;
  }
}
