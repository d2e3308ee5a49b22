package live.vitrine.media.benchmark.viewer;

/** Why a viewer gave up on what it was sent. */
public enum StreamFault {
  /** The answer was neither 200 nor 101, or no HTTP. */
  HTTP_STATUS,
  HTTP_HEAD_TOO_LONG,
  CHUNK_SIZE,
  CHUNK_END,
  /** A masked, reserved or text frame. */
  WEBSOCKET_FRAME,
  FLV_HEADER,
  TAG_TYPE,
  TAG_SIZE,
  PREVIOUS_TAG_SIZE,
  TIMESTAMP_BACKWARDS,
  /** A frame without the publisher's stamp: payload and header do not belong together. */
  STAMP_MISSING,
  /** A frame that was there before. */
  FRAME_REPEATED,
  FIRST_PICTURE_IS_NO_KEY_FRAME,
  CONNECT_REFUSED,
  CONNECTION_RESET
}
