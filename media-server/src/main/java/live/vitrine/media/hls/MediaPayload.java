package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/**
 * Finds the codec's bytes behind the leading bytes of an audio or video tag, in the legacy form
 * (FLV sections E.4.2 and E.4.3) and in that of Enhanced RTMP v2. A cursor that is set to one tag
 * after the other and allocates nothing.
 */
final class MediaPayload {
  private static final int AVC = 7;
  private static final int AAC = 10;
  private static final int ENHANCED_AUDIO = 9;
  private static final int ENHANCED_VIDEO = 0x80;
  private static final int FOURCC_AVC1 = 0x61766331;
  private static final int FOURCC_MP4A = 0x6D703461;
  private static final int PACKET_CODED_FRAMES = 1;

  private int index;
  private int length;
  private int compositionTime;

  /** Whether the tag carries H.264, and with it where. */
  boolean isAvc(FlvTag tag) {
    ByteBuf buffer = tag.buffer();
    int at = tag.payloadIndex();
    int size = tag.payloadLength();
    if (size < 5) {
      return false;
    }
    int first = buffer.getUnsignedByte(at);
    if ((first & ENHANCED_VIDEO) == 0) {
      compositionTime = buffer.getMedium(at + 2);
      return (first & 0x0F) == AVC && found(at, size, 5);
    }
    boolean timed = (first & 0x0F) == PACKET_CODED_FRAMES;
    if (buffer.getInt(at + 1) != FOURCC_AVC1 || (timed && size < 8)) {
      return false;
    }
    compositionTime = timed ? buffer.getMedium(at + 5) : 0;
    return found(at, size, timed ? 8 : 5);
  }

  /** Whether the tag carries AAC, and with it where. */
  boolean isAac(FlvTag tag) {
    ByteBuf buffer = tag.buffer();
    int at = tag.payloadIndex();
    int size = tag.payloadLength();
    if (size < 2) {
      return false;
    }
    int format = buffer.getUnsignedByte(at) >> 4;
    if (format == AAC) {
      return found(at, size, 2);
    }
    return format == ENHANCED_AUDIO
        && size >= 5
        && buffer.getInt(at + 1) == FOURCC_MP4A
        && found(at, size, 5);
  }

  /** What a coded tag carries, in a few characters fit to be shown. */
  static String codecName(FlvTag tag) {
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

  private boolean found(int payloadIndex, int payloadLength, int headLength) {
    index = payloadIndex + headLength;
    length = payloadLength - headLength;
    return true;
  }

  /** Absolute index of the codec's bytes in the tag's buffer. */
  int index() {
    return index;
  }

  int length() {
    return length;
  }

  /** Milliseconds from decoding to presentation, signed; of a video frame. */
  int compositionTime() {
    return compositionTime;
  }
}
