package live.vitrine.media.rtmp.message;

/**
 * The sender's chunks will be up to this long (type 1, RTMP section 5.4.1).
 *
 * @param size 1 to 2^31 - 1 bytes
 */
public record SetChunkSize(int size) implements RtmpMessage {
  public SetChunkSize {
    if (size < 1) {
      throw new IllegalArgumentException("chunk size %d".formatted(size));
    }
  }
}
