package live.vitrine.media.rtmp.message;

/** An event about a stream or the connection (type 4, RTMP section 7.1.7). */
public sealed interface UserControl extends RtmpMessage {
  /** The stream has become functional (event 0). */
  record StreamBegin(int messageStreamId) implements UserControl {}

  /** Playback of the stream is over (event 1). */
  record StreamEof(int messageStreamId) implements UserControl {}

  /** There is no more data on the stream for now (event 2). */
  record StreamDry(int messageStreamId) implements UserControl {}

  /** The client buffers this much (event 3); milliseconds, unsigned 32 bits. */
  record SetBufferLength(int messageStreamId, long millis) implements UserControl {}

  /** The stream is recorded (event 4). */
  record StreamIsRecorded(int messageStreamId) implements UserControl {}

  /** Wants a {@link PingResponse} with the same timestamp (event 6); unsigned 32 bits. */
  record PingRequest(long timestamp) implements UserControl {}

  /** Answer to a {@link PingRequest} (event 7). */
  record PingResponse(long timestamp) implements UserControl {}

  /** An event that we do not act on, such as SWF verification (26) or buffer reports (31, 32). */
  record Other(int eventType) implements UserControl {}
}
