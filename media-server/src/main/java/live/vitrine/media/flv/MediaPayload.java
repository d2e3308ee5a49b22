package live.vitrine.media.flv;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codec's bytes behind the leading bytes of an audio or video tag, in the legacy form
 * (FLV sections E.4.2 and E.4.3) and in that of Enhanced RTMP v2. A cursor that is set to one tag
 * after the other and allocates nothing.
 */
public final class MediaPayload {
  private static final int LEGACY_AVC = 7;
  private static final int LEGACY_HEVC = 12;
  private static final int LEGACY_AAC = 10;
  private static final int LEGACY_MP3 = 2;
  private static final int ENHANCED_AUDIO = 9;
  private static final int ENHANCED_VIDEO = 0x80;
  private static final int PACKET_CODED_FRAMES = 1;

  private @Nullable FourCc codec;
  private int index;
  private int length;
  private int compositionTime;

  /**
   * Finds the codec's bytes of an audio or video tag.
   *
   * @return false when its codec is not known or it is too short to have any
   */
  public boolean locate(FlvTag tag) {
    codec = null;
    return switch (tag.type()) {
      case VIDEO -> locateVideo(tag.buffer(), tag.payloadIndex(), tag.payloadLength());
      case AUDIO -> locateAudio(tag.buffer(), tag.payloadIndex(), tag.payloadLength());
      case SCRIPT -> false;
    };
  }

  private boolean locateVideo(ByteBuf buffer, int at, int size) {
    if (size < 5) {
      return false;
    }
    int first = buffer.getUnsignedByte(at);
    if ((first & ENHANCED_VIDEO) == 0) {
      compositionTime = buffer.getMedium(at + 2);
      return switch (first & 0x0F) {
        case LEGACY_AVC -> found(FourCc.AVC, at, size, 5);
        case LEGACY_HEVC -> found(FourCc.HEVC, at, size, 5);
        default -> false;
      };
    }
    FourCc known = FourCc.of(TagType.VIDEO, buffer.getInt(at + 1)).orElse(null);
    if (known == null) {
      return false;
    }
    boolean timed = hasCompositionTime(known) && (first & 0x0F) == PACKET_CODED_FRAMES;
    if (timed && size < 8) {
      return false;
    }
    compositionTime = timed ? buffer.getMedium(at + 5) : 0;
    return found(known, at, size, timed ? 8 : 5);
  }

  private static boolean hasCompositionTime(FourCc codec) {
    return codec == FourCc.AVC || codec == FourCc.HEVC || codec == FourCc.VVC;
  }

  private boolean locateAudio(ByteBuf buffer, int at, int size) {
    compositionTime = 0;
    if (size < 2) {
      return false;
    }
    int format = buffer.getUnsignedByte(at) >> 4;
    return switch (format) {
      case LEGACY_AAC -> found(FourCc.AAC, at, size, 2);
      case LEGACY_MP3 -> found(FourCc.MP3, at, size, 1);
      case ENHANCED_AUDIO -> {
        FourCc known =
            size < 5 ? null : FourCc.of(TagType.AUDIO, buffer.getInt(at + 1)).orElse(null);
        yield known != null && found(known, at, size, 5);
      }
      default -> false;
    };
  }

  /** The codec of the tag that was located last; null when that failed. */
  public @Nullable FourCc codec() {
    return codec;
  }

  /** Whether the tag carries H.264, and with it where. */
  public boolean isAvc(FlvTag tag) {
    return tag.type() == TagType.VIDEO && locate(tag) && codec == FourCc.AVC;
  }

  /** Whether the tag carries AAC, and with it where. */
  public boolean isAac(FlvTag tag) {
    return tag.type() == TagType.AUDIO && locate(tag) && codec == FourCc.AAC;
  }

  /** What a coded tag carries, in a few characters fit to be shown. */
  public static String codecName(FlvTag tag) {
    ByteBuf buffer = tag.buffer();
    int at = tag.payloadIndex();
    int first = tag.payloadLength() == 0 ? 0 : buffer.getUnsignedByte(at);
    boolean video = tag.type() == TagType.VIDEO;
    boolean enhanced = video ? (first & ENHANCED_VIDEO) != 0 : first >> 4 == ENHANCED_AUDIO;
    if (enhanced && tag.payloadLength() >= 5) {
      return buffer
          .toString(at + 1, 4, StandardCharsets.ISO_8859_1)
          .replaceAll("[^A-Za-z0-9-]", "?");
    }
    return video ? "FLV video " + (first & 0x0F) : "FLV audio " + (first >> 4);
  }

  private boolean found(FourCc known, int payloadIndex, int payloadLength, int headLength) {
    codec = known;
    index = payloadIndex + headLength;
    length = payloadLength - headLength;
    return true;
  }

  /** Absolute index of the codec's bytes in the tag's buffer. */
  public int index() {
    return index;
  }

  /** Bytes of the codec. */
  public int length() {
    return length;
  }

  /** Milliseconds from decoding to presentation, signed; of a video frame. */
  public int compositionTime() {
    return compositionTime;
  }
}
