package live.vitrine.media.rtmp.session;

/** Why this side closed a connection, as counted. */
public enum CloseCause {
  HANDSHAKE_TOO_SLOW(false),
  NOT_TLS(false),
  TLS_FAILED(false),
  NOT_RTMP(false),
  BAD_CHUNK(false),
  BAD_MESSAGE(false),
  COMMAND_BEFORE_CONNECT(false),
  CONNECT_TWICE(true),
  WRONG_APPLICATION(true),
  PUBLISH_REFUSED(true),
  PUBLISH_TWICE(true),
  NOT_LIVE(true),
  NOTHING_ASKED_FOR(false),
  NO_MEDIA(false),
  DOES_NOT_READ(false),
  REPLACED(true),
  KICKED(true),
  SHUTDOWN(true),
  DRAINED(true),
  STREAM_ENDED(true),
  INTERNAL_ERROR(false);

  private final boolean explained;

  CloseCause(boolean explained) {
    this.explained = explained;
  }

  /** Whether the stream of a publisher that is closed for this is over at once. */
  boolean endsStream() {
    return this == KICKED || this == SHUTDOWN || this == DRAINED;
  }

  /**
   * Whether the client has been told why, and therefore gets time to read it: a connection that is
   * closed while bytes of the client wait unread is reset, and the client may lose what it was
   * sent.
   */
  boolean isExplained() {
    return explained;
  }
}
