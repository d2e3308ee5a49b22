package live.vitrine.media.rtmp.session;

/** Why this side closed a connection, as counted. */
public enum CloseCause {
  HANDSHAKE_TOO_SLOW,
  NOT_RTMP,
  BAD_CHUNK,
  BAD_MESSAGE,
  COMMAND_BEFORE_CONNECT,
  CONNECT_TWICE,
  WRONG_APPLICATION,
  PUBLISH_REFUSED,
  PUBLISH_TWICE,
  NOT_LIVE,
  NOTHING_ASKED_FOR,
  NO_MEDIA,
  DOES_NOT_READ,
  REPLACED,
  KICKED,
  SHUTDOWN,
  STREAM_ENDED,
  INTERNAL_ERROR
}
