package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * The identification header "OpusHead" of RFC 7845 section 5.1, and the same as OpusSpecificBox
 * ("dOps"), whose numbers are big-endian.
 *
 * @param channels of the output, 1 to 255
 * @param preSkip samples at 48 kHz to leave out at the beginning
 * @param inputSampleRate Hz before encoding, for display; 0 when not known
 * @param bytes the content of a dOps box
 */
public record OpusIdentification(
    int channels, int preSkip, long inputSampleRate, ConfigurationBytes bytes)
    implements CodecConfiguration.Audio {
  /** Decoders work at this rate whatever the input was; times are counted at it. */
  public static final int SAMPLE_RATE = 48_000;

  private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int FIXED_LENGTH = 19;

  /** With a mapping of 255 channels, and some room. */
  private static final int MAX_LENGTH = 512;

  /**
   * Parses a header.
   *
   * @param buffer borrowed; the bytes are copied
   * @throws CodecException {@code TRUNCATED}, {@code TOO_LARGE}, {@code INVALID} for other leading
   *     characters or no channels, {@code UNSUPPORTED} for another major version
   */
  public static OpusIdentification parse(ByteBuf buffer, int index, int length) {
    byte[] head =
        ConfigurationBytes.copyOf("OpusHead", FIXED_LENGTH, MAX_LENGTH, buffer, index, length)
            .array();
    for (int i = 0; i < MAGIC.length; i++) {
      if (head[i] != MAGIC[i]) {
        throw new CodecException(Reason.INVALID, "Opus header does not begin with OpusHead");
      }
    }
    int version = head[8] & 0xFF;
    if (version >> 4 != 0) {
      throw new CodecException(
          Reason.UNSUPPORTED, "OpusHead version is %d, at most 15".formatted(version));
    }
    int channels = head[9] & 0xFF;
    int family = head[18] & 0xFF;
    // Family 0 is mono or stereo without a table; others: stream count, coupled count, mapping.
    int tableLength = family == 0 ? 0 : 2 + channels;
    if (channels == 0 || (family == 0 && channels > 2)) {
      throw new CodecException(
          Reason.INVALID, "OpusHead with %d channels in family %d".formatted(channels, family));
    }
    if (length < FIXED_LENGTH + tableLength) {
      throw new CodecException(
          Reason.TRUNCATED,
          "OpusHead of %d bytes, %d needed for %d channels"
              .formatted(length, FIXED_LENGTH + tableLength, channels));
    }
    byte[] box = new byte[FIXED_LENGTH - MAGIC.length + tableLength];
    box[1] = head[9];
    for (int[] field : new int[][] {{10, 2, 2}, {12, 4, 4}, {16, 2, 8}}) {
      reverse(head, field[0], field[1], box, field[2]);
    }
    System.arraycopy(head, 18, box, 10, 1 + tableLength);
    return new OpusIdentification(
        channels,
        buffer.getUnsignedShortLE(index + 10),
        buffer.getUnsignedIntLE(index + 12),
        ConfigurationBytes.of(box));
  }

  private static void reverse(byte[] from, int at, int length, byte[] to, int toAt) {
    for (int i = 0; i < length; i++) {
      to[toAt + i] = from[at + length - 1 - i];
    }
  }

  @Override
  public int sampleRate() {
    return SAMPLE_RATE;
  }

  /** The name of the sample entry, in its case. */
  @Override
  public String codecString() {
    return "Opus";
  }
}
