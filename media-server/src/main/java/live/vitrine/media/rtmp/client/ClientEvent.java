package live.vitrine.media.rtmp.client;

import live.vitrine.media.rtmp.message.Command;

/** What happens to a client's session. */
sealed interface ClientEvent {
  /** The handshake is done. */
  record Shaken() implements ClientEvent {}

  /** The server calls or answers. */
  record Called(Command command) implements ClientEvent {}

  /** The server says that the stream is over. */
  record StreamEof() implements ClientEvent {}

  /** This side has nothing more to send, or wants nothing more. */
  record Stopped() implements ClientEvent {}
}
