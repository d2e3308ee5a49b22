package live.vitrine.media.rtmp.chunk;

/** Where a {@link ChunkDecoder} puts finished messages. */
@FunctionalInterface
public interface MessageSink {
  /**
   * Takes ownership of the message's payload, also when it throws. May change the decoder's limits
   * or close it.
   */
  void take(ChunkMessage message);
}
