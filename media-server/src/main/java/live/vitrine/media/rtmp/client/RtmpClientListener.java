package live.vitrine.media.rtmp.client;

import live.vitrine.media.rtmp.message.MediaMessage;

/** Who a client's connection reports to. Called on its event loop. */
public interface RtmpClientListener {
  /** Media may be sent on this message stream, or will come. */
  void onReady(int messageStreamId);

  /** The next media message of a stream that is played. Takes ownership. */
  void onMedia(MediaMessage media);

  /** Nothing more is there to read for now. */
  void onBatchEnd();

  /** The connection is over; exactly once, and no other call follows. */
  void onEnd(ClientEnd end);
}
