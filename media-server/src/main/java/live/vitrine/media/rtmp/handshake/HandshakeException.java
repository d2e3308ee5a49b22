package live.vitrine.media.rtmp.handshake;

/** The peer does not speak plain RTMP. Carries no stack trace: input makes it, not code. */
public final class HandshakeException extends RuntimeException {
  /** What the first byte was. */
  public enum Reason {
    /** Anything that is no version we know: HTTP, TLS, noise. */
    NOT_RTMP,
    /** Version 6 and its relatives 8 and 9: RTMPE, the encrypted form, which is not supported. */
    ENCRYPTED,
  }

  private final Reason reason;

  HandshakeException(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The exception for a first byte that is not version 3. */
  static HandshakeException version(int version) {
    return switch (version) {
      case 6, 8, 9 ->
          new HandshakeException(Reason.ENCRYPTED, "version %d (RTMPE)".formatted(version));
      default ->
          new HandshakeException(
              Reason.NOT_RTMP, "first byte 0x%02x, expected 0x03".formatted(version));
    };
  }
}
