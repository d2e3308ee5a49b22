package live.vitrine.media.rtmp.session;

import live.vitrine.media.rtmp.message.RtmpMessage;

/** What a session wants done, in this order. */
sealed interface SessionAction {
  /** Send this. */
  record Send(RtmpMessage message) implements SessionAction {}

  /**
   * Find out whether the client may publish, and answer with an event.
   *
   * @param name what it presented: a stream key, or a stream ID
   */
  record RequestPublish(String name) implements SessionAction {}

  /** The client stops feeding its stream. */
  record EndPublish() implements SessionAction {}

  /** Find the stream, and answer with an event. */
  record RequestPlay(String name, int messageStreamId) implements SessionAction {}

  /** Begin to send the stream that was found. */
  record StartPlay() implements SessionAction {}

  /** The client stops watching. */
  record EndPlay() implements SessionAction {}

  /**
   * Note what the client calls itself and the server, and what it can.
   *
   * @param serverUrl as in {@link PublishRequest}
   */
  record Introduce(String agent, String serverUrl, Capabilities capabilities)
      implements SessionAction {}

  /**
   * Close the connection once everything before is sent.
   *
   * @param reason why, for the log and its counter
   */
  record Close(CloseCause reason) implements SessionAction {}
}
