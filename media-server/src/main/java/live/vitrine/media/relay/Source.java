package live.vitrine.media.relay;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.rtmp.client.ClientEnd;

/** A connection that a stream comes in by. On one event loop. */
interface Source {
  /** Wants nothing more; {@link Listener#onEnd} may follow, now or later, or not. */
  void stop();

  /** Who gets the stream. Called on the source's event loop. */
  interface Listener {
    /**
     * The next payload.
     *
     * @param timestamp the source's, unsigned 32 bits
     * @param payload with room for an FLV tag around it; takes ownership
     */
    void onPayload(TagType type, long timestamp, ByteBuf payload);

    /** Nothing more is there to read for now. */
    void onBatchEnd();

    /** It is over; no call follows. */
    void onEnd(ClientEnd end);
  }
}
