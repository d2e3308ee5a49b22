package live.vitrine.media.rtmp.client;

/**
 * Where a client's connection stands (section 7.2).
 *
 * <pre>
 *  Shaking --shaken--> Connecting --_result--> CreatingStream --_result--> Requested
 *                          |_error: closed          |_error: closed            |error: closed
 *                                                                              v
 *               Closed &lt;--over, refused, stopped-- Running &lt;--Publish.Start, Play.Start--+
 * </pre>
 */
sealed interface ClientState {
  /** The handshake is not done. */
  record Shaking() implements ClientState {}

  /** Waits for the answer to connect. */
  record Connecting() implements ClientState {}

  /** Waits for a message stream. */
  record CreatingStream() implements ClientState {}

  /** Waits for leave to publish or play. */
  record Requested(int messageStreamId) implements ClientState {}

  /** Publishes or plays. */
  record Running(int messageStreamId) implements ClientState {}

  /** Nothing more happens. */
  record Closed() implements ClientState {}
}
