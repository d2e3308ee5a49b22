package live.vitrine.media.rtmp.session;

import live.vitrine.media.rtmp.message.Command;

/** What happens to a session. */
sealed interface SessionEvent {
  /** The client calls. */
  record Called(Command command) implements SessionEvent {}

  /** The publisher may feed the stream it asked for. */
  record PublishGranted() implements SessionEvent {}

  /**
   * The publisher may not.
   *
   * @param reason why, for the client
   */
  record PublishRefused(String reason) implements SessionEvent {}

  /** The stream that was asked for is there, and is being sent from now on. */
  record PlayGranted() implements SessionEvent {}

  /** The stream that was asked for is not live. */
  record PlayRefused(String reason) implements SessionEvent {}

  /** The stream that is being watched is over. */
  record StreamEnded() implements SessionEvent {}
}
