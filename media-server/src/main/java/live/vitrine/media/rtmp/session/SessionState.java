package live.vitrine.media.rtmp.session;

/**
 * Where a connection stands after the handshake (section 7.2).
 *
 * <pre>
 *  Connecting --connect--> Connected --publish--> PublishRequested --granted--> Publishing
 *                           ^  |  ^                     |refused: closed            |
 *                           |  |  +----- FCUnpublish, closeStream, deleteStream ----+
 *                           |  |            (or back to Connected when it gives up before)
 *                           |  +--play--> Playing --closeStream, deleteStream--> Connected
 * </pre>
 */
sealed interface SessionState {
  /** Only {@code connect} is allowed. */
  record Connecting() implements SessionState {}

  /**
   * Connected to the application; message streams can be made.
   *
   * @param lastStreamId the newest message stream, 0 before the first
   */
  record Connected(int lastStreamId) implements SessionState {}

  /**
   * Waits for the answer to a request to publish.
   *
   * @param messageStreamId the stream it came on
   */
  record PublishRequested(int lastStreamId, int messageStreamId) implements SessionState {}

  /** Feeds a stream: media messages are taken. */
  record Publishing(int lastStreamId, int messageStreamId) implements SessionState {}

  /** Watches a stream, or waits to be told that it may. */
  record Playing(int lastStreamId, int messageStreamId) implements SessionState {}
}
