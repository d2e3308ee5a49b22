package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/** Tags made by hand, and those of FLV files. Whoever gets one owns it. */
public final class TestTags {
  /** x264's, 1280 x 720, NAL lengths of 4 bytes. */
  public static final String AVC_CONFIGURATION =
      "0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb22c0fdf8f800";

  public static final String SPS = "6764001facd9405005bb011000000300100000030320f1831960";
  public static final String PPS = "68ebe3cb22c0";

  /** AAC-LC, 44.1 kHz, stereo. */
  public static final String AAC_CONFIGURATION = "1210";

  private static final int FILE_HEADER = 13;

  private TestTags() {}

  public static FlvTag tag(TagType type, long timestamp, byte[]... parts) {
    return tag(type, 0, timestamp, parts);
  }

  /** As the other, for a track of several. */
  public static FlvTag tag(TagType type, int track, long timestamp, byte[]... parts) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer();
    buffer.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH);
    for (byte[] part : parts) {
      buffer.writeBytes(part);
    }
    return FlvTag.take(type, track, timestamp, buffer);
  }

  public static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  public static FlvTag videoConfiguration(String avcC) {
    return tag(TagType.VIDEO, 0, hex("1700000000"), hex(avcC));
  }

  public static FlvTag audioConfiguration(String config) {
    return tag(TagType.AUDIO, 0, hex("af00"), hex(config));
  }

  /** A frame whose NAL units carry lengths of four bytes. */
  public static FlvTag video(
      long timestamp, boolean keyFrame, int compositionTime, byte[]... nalUnits) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(
        new byte[] {
          (byte) (keyFrame ? 0x17 : 0x27),
          1,
          (byte) (compositionTime >> 16),
          (byte) (compositionTime >> 8),
          (byte) compositionTime
        });
    for (byte[] unit : nalUnits) {
      parts.add(
          new byte[] {
            (byte) (unit.length >> 24),
            (byte) (unit.length >> 16),
            (byte) (unit.length >> 8),
            (byte) unit.length
          });
      parts.add(unit);
    }
    return tag(TagType.VIDEO, timestamp, parts.toArray(byte[][]::new));
  }

  public static FlvTag audio(long timestamp, byte[] frame) {
    return tag(TagType.AUDIO, timestamp, hex("af01"), frame);
  }

  /** A NAL unit of this type that contains no start code. */
  public static byte[] nalUnit(int type, int length, RandomGenerator random) {
    byte[] unit = bytes(length, random);
    unit[0] = (byte) (0x60 | type);
    return unit;
  }

  public static byte[] bytes(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(1, 256);
    }
    return bytes;
  }

  public static List<FlvTag> readFile(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<FlvTag> tags = new ArrayList<>();
    for (int at = FILE_HEADER; at < bytes.length; ) {
      int length = medium(bytes, at + 1);
      long timestamp = medium(bytes, at + 4) | (bytes[at + 7] & 0xFFL) << 24;
      int start = at + FlvTag.HEADER_LENGTH;
      byte[] payload = Arrays.copyOfRange(bytes, start, start + length);
      for (TagType type : TagType.values()) {
        if (type.id() == bytes[at]) {
          tags.add(tag(type, timestamp, payload));
        }
      }
      at = start + length + FlvTag.TRAILER_LENGTH;
    }
    return tags;
  }

  private static int medium(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
  }
}
