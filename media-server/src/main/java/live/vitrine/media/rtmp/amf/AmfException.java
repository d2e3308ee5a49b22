package live.vitrine.media.rtmp.amf;

/**
 * The only exception that AMF bytes can cause. Carries no stack trace: input makes it, not code.
 */
public final class AmfException extends RuntimeException {
  /** What was wrong with the bytes. */
  public enum Reason {
    /** The message ends inside a value. */
    TRUNCATED,
    /** Values nested deeper than {@link AmfLimits#maxDepth}. */
    TOO_DEEP,
    /** More values in one message than {@link AmfLimits#maxMembers}. */
    TOO_MANY_MEMBERS,
    /** A string, or all references to strings together, above the limit. */
    STRING_TOO_LONG,
    /** A type marker that the specification does not have, or not in that place. */
    UNKNOWN_MARKER,
    /** A type that exists but has no plain value: record sets, byte arrays, custom encodings. */
    UNSUPPORTED_TYPE,
    /** A reference to nothing, or to a complex object, which is refused. */
    REFERENCE,
  }

  private final Reason reason;

  AmfException(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
