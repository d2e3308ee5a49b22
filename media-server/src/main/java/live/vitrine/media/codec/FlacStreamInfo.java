package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * The marker "fLaC" and the metadata block STREAMINFO, RFC 9639 sections 6 and 8.2; the same as
 * FLACSpecificBox ("dfLa"). Further metadata blocks are left out.
 *
 * <pre>
 *  'fLaC' | last 1, type 7: 0 | length UI24: 34 | UI16 least, UI16 greatest block size |
 *  UI24 least, UI24 greatest frame size | rate 20, channels-1 3, depth-1 5, samples 36 | MD5
 * </pre>
 *
 * @param sampleRate Hz
 * @param channels 1 to 8
 * @param bitsPerSample 4 to 32
 * @param bytes the content of a dfLa box: version, flags and the block
 */
public record FlacStreamInfo(
    int sampleRate, int channels, int bitsPerSample, ConfigurationBytes bytes)
    implements CodecConfiguration.Audio {
  private static final int MARKER = 0x664C6143;
  private static final int BLOCK_HEADER = 4;
  private static final int STREAM_INFO = 34;

  /** Version and flags in front of it in a box. */
  private static final int FULL_BOX = 4;

  /** More than comments and padding need; a picture does not belong here. */
  private static final int MAX_LENGTH = 16 * 1024;

  /** Where rate, channels and depth begin in the block. */
  private static final int RATE_OFFSET = 10;

  /**
   * Parses a marker and a block, or the block alone, or what FFmpeg sends: the content of the block
   * alone.
   *
   * @param buffer borrowed; the bytes are copied
   * @throws CodecException {@code TRUNCATED}, {@code TOO_LARGE}, {@code INVALID} when the first
   *     block is another, or for a rate of 0
   */
  public static FlacStreamInfo parse(ByteBuf buffer, int index, int length) {
    byte[] box = new byte[FULL_BOX + BLOCK_HEADER + STREAM_INFO];
    byte[] given =
        ConfigurationBytes.copyOf("FLAC header", STREAM_INFO, MAX_LENGTH, buffer, index, length)
            .array();
    int start = startOfStreamInfo(buffer, index, length);
    BitReader in = BitReader.ofBytes(buffer, index + start + RATE_OFFSET, Integer.BYTES);
    int sampleRate = in.readInt(20);
    int channels = in.readInt(3) + 1;
    int bitsPerSample = in.readInt(5) + 1;
    if (sampleRate == 0) {
      throw new CodecException(Reason.INVALID, "FLAC sample rate is 0");
    }
    box[FULL_BOX] = (byte) 0x80; // the last block now
    box[FULL_BOX + BLOCK_HEADER - 1] = STREAM_INFO;
    System.arraycopy(given, start, box, FULL_BOX + BLOCK_HEADER, STREAM_INFO);
    return new FlacStreamInfo(sampleRate, channels, bitsPerSample, ConfigurationBytes.of(box));
  }

  private static int startOfStreamInfo(ByteBuf buffer, int index, int length) {
    if (length == STREAM_INFO) {
      return 0;
    }
    int block = buffer.getInt(index) == MARKER ? Integer.BYTES : 0;
    int start = block + BLOCK_HEADER;
    if (length < start + STREAM_INFO) {
      throw new CodecException(
          Reason.TRUNCATED,
          "FLAC header of %d bytes, %d needed".formatted(length, start + STREAM_INFO));
    }
    int header = buffer.getInt(index + block) & 0x7FFFFFFF;
    if (header != STREAM_INFO) {
      throw new CodecException(
          Reason.INVALID, "FLAC metadata begins with 0x%08x, not STREAMINFO".formatted(header));
    }
    return start;
  }

  /** The name of the sample entry, in its case. */
  @Override
  public String codecString() {
    return "fLaC";
  }
}
