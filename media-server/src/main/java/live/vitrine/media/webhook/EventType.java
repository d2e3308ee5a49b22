package live.vitrine.media.webhook;

/** The kinds of messages; {@code docs/webhooks.md} describes each. */
final class EventType {
  static final String PUBLISH_AUTHORIZE = "publish.authorize";
  static final String STREAM_STARTED = "stream.started";
  static final String STREAM_RECONNECTING = "stream.reconnecting";
  static final String STREAM_RESUMED = "stream.resumed";
  static final String STREAM_ENDED = "stream.ended";
  static final String RECORDING_READY = "recording.ready";
  static final String VIEWER_COUNT = "viewer.count";

  private EventType() {}
}
