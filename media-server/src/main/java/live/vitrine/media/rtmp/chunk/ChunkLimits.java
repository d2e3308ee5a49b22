package live.vitrine.media.rtmp.chunk;

/**
 * How much a peer may make us hold.
 *
 * @param maxMessageBytes payload of one message
 * @param maxReassemblyBytes buffers of all half-read messages of the connection together
 * @param maxChunkStreams chunk stream ids remembered, for as long as the connection lives
 */
public record ChunkLimits(int maxMessageBytes, int maxReassemblyBytes, int maxChunkStreams) {
  /** For a peer of whom nothing is known: room for commands, not for media. */
  public static final ChunkLimits BEFORE_PUBLISH = new ChunkLimits(16 * 1024, 64 * 1024, 16);

  /** For a peer who may publish. */
  public static final ChunkLimits PUBLISHING = new ChunkLimits(4 << 20, 8 << 20, 64);

  public ChunkLimits {
    if (maxMessageBytes < 4 || maxReassemblyBytes < maxMessageBytes || maxChunkStreams < 1) {
      throw new IllegalArgumentException(
          "message %d, reassembly %d bytes, %d chunk streams"
              .formatted(maxMessageBytes, maxReassemblyBytes, maxChunkStreams));
    }
  }
}
