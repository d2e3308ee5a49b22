package live.vitrine.media.flv;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The codecs that FLV can carry, under the four characters that Enhanced RTMP v2 gives them. The
 * legacy codec numbers of AVC, HEVC, AAC and MP3 mean the same codecs.
 */
public enum FourCc {
  AVC("avc1", TagType.VIDEO),
  HEVC("hvc1", TagType.VIDEO),
  VVC("vvc1", TagType.VIDEO),
  AV1("av01", TagType.VIDEO),
  VP9("vp09", TagType.VIDEO),
  VP8("vp08", TagType.VIDEO),
  AAC("mp4a", TagType.AUDIO),
  OPUS("Opus", TagType.AUDIO),
  FLAC("fLaC", TagType.AUDIO),
  AC3("ac-3", TagType.AUDIO),
  EAC3("ec-3", TagType.AUDIO),
  MP3(".mp3", TagType.AUDIO);

  private final String characters;
  private final int code;
  private final TagType type;

  FourCc(String characters, TagType type) {
    this.characters = characters;
    this.type = type;
    byte[] bytes = characters.getBytes(StandardCharsets.US_ASCII);
    this.code = bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
  }

  /** As it is written: {@code hvc1}. */
  public String characters() {
    return characters;
  }

  /** As 32 bits on the wire, big-endian. */
  public int code() {
    return code;
  }

  /** Whether it is a codec of pictures or of sound. */
  public TagType type() {
    return type;
  }

  /** The codec of these 32 bits in tags of this type. */
  public static Optional<FourCc> of(TagType type, int code) {
    for (FourCc codec : values()) {
      if (codec.code == code && codec.type == type) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }
}
