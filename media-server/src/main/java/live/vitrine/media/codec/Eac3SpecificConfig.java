package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * EC3SpecificBox ("dec3"), ETSI TS 102 366 section F.6, from the syncframes of one message (section
 * E.1.2): the first independent substream and the dependent ones behind it that add channels to it.
 * Further programmes are not announced.
 *
 * @param sampleRate Hz
 * @param channels of the programme with its dependent substreams
 * @param samplesPerFrame what the first frame decodes to: 256, 512, 768 or 1536
 * @param bytes the content of a dec3 box
 */
public record Eac3SpecificConfig(
    int sampleRate, int channels, int samplesPerFrame, ConfigurationBytes bytes)
    implements CodecConfiguration.Audio {

  /**
   * Reads the headers of coded frames.
   *
   * @param buffer borrowed
   * @throws CodecException {@code TRUNCATED}, {@code INVALID} for another sync word, reserved
   *     values or a beginning that is not independent, {@code UNSUPPORTED} for bitstreams of
   *     another version
   */
  public static Eac3SpecificConfig parse(ByteBuf buffer, int index, int length) {
    Eac3FrameHeader first = Eac3FrameHeader.parse(buffer, index, length);
    if (first.dependent()) {
      throw new CodecException(Reason.INVALID, "E-AC-3 begins with a dependent substream");
    }
    int dependents = 0;
    int locations = 0;
    int at = index + first.length();
    int end = index + length;
    while (at < end) {
      Eac3FrameHeader next = Eac3FrameHeader.parse(buffer, at, end - at);
      if (!next.dependent()) {
        break;
      }
      dependents++;
      locations |= next.channelLocations();
      at += next.length();
    }
    return new Eac3SpecificConfig(
        first.sampleRate(),
        first.channels() + Eac3FrameHeader.channelsAt(locations),
        first.samples(),
        ConfigurationBytes.of(box(first, Math.min(dependents, 15), locations)));
  }

  private static byte[] box(Eac3FrameHeader first, int dependents, int locations) {
    long bits = first.kilobitsPerSecond() << 3; // 13 bits, and num_ind_sub: one less than there are
    bits = bits << 2 | first.rateCode();
    bits = bits << 5 | first.bitstreamId();
    bits = bits << 5; // reserved 1, asvc 1, bsmod 3: main service
    bits = bits << 3 | first.channelMode();
    bits = bits << 1 | (first.lowFrequency() ? 1 : 0);
    bits = bits << 7 | dependents; // reserved 3, num_dep_sub 4
    int length = 5;
    if (dependents > 0) {
      bits = bits << 9 | locations;
      length = 6;
    } else {
      bits = bits << 1;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (bits >> (Byte.SIZE * (length - 1 - i)));
    }
    return bytes;
  }

  @Override
  public String codecString() {
    return "ec-3";
  }
}
