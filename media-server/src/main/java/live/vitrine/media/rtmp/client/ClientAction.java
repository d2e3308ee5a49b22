package live.vitrine.media.rtmp.client;

import live.vitrine.media.rtmp.message.RtmpMessage;

/** What a client's session wants done, in this order. */
sealed interface ClientAction {
  /** Send this. */
  record Send(RtmpMessage message) implements ClientAction {}

  /** Media may go now. */
  record Ready(int messageStreamId) implements ClientAction {}

  /** Close the connection once everything before is sent. */
  record Close(ClientEnd end) implements ClientAction {}
}
