package live.vitrine.media.httpflv;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.VectorBuilder;

/** In which form a viewer wants H.265: {@code ?hevc=enhanced|legacy}. */
enum HevcForm {
  /**
   * As the publisher sent it; Enhanced RTMP gives H.265 a four-character code. Only colours are
   * left out, of every codec: mpegts.js stops with an error at a packet type that it does not know.
   */
  ENHANCED {
    @Override
    int length(FlvTag tag) {
      return isColours(tag) ? 0 : tag.length();
    }

    @Override
    void write(FlvTag tag, VectorBuilder out) {
      if (!isColours(tag)) {
        out.tag(tag);
      }
    }
  },

  /**
   * H.265 as codec 12, a convention from before Enhanced RTMP that some players know alone.
   *
   * <pre>
   *  enhanced: 1, frame type 3, packet type 4 | 'hvc1' | [composition time SI24, type 1] | data
   *  legacy:   frame type 4, codec 4: 12 | packet type | composition time SI24          | data
   *  packet types: sequence start 0 is 0, frames 1 and 3 are 1, sequence end 2 is 2
   * </pre>
   *
   * <p>Colours and whatever else the convention has no words for are left out.
   */
  LEGACY {
    @Override
    int length(FlvTag tag) {
      if (!isEnhancedHevc(tag)) {
        return ENHANCED.length(tag);
      }
      int packetType = packetType(tag);
      if (packetType > CODED_FRAMES_X) {
        return 0;
      }
      return FlvTag.HEADER_LENGTH + legacyLength(tag, packetType) + FlvTag.TRAILER_LENGTH;
    }

    @Override
    void write(FlvTag tag, VectorBuilder out) {
      if (!isEnhancedHevc(tag)) {
        ENHANCED.write(tag, out);
        return;
      }
      int packetType = packetType(tag);
      if (packetType > CODED_FRAMES_X) {
        return;
      }
      int length = legacyLength(tag, packetType);
      ByteBuf source = tag.buffer();
      int payload = tag.payloadIndex();
      boolean timed = packetType == CODED_FRAMES;
      ByteBuf own = out.own();
      own.writeByte(TagType.VIDEO.id()).writeMedium(length);
      // Time and stream number stay.
      own.writeBytes(source, source.readerIndex() + 4, FlvTag.HEADER_LENGTH - 4);
      own.writeByte((source.getByte(payload) & FRAME_TYPE_MASK) | LEGACY_HEVC);
      own.writeByte(packetType == CODED_FRAMES_X ? CODED_FRAMES : packetType);
      own.writeMedium(timed ? source.getMedium(payload + HEADER_LENGTH) : 0);
      int from = timed ? HEADER_LENGTH + COMPOSITION_TIME_LENGTH : HEADER_LENGTH;
      out.payload(tag, from, tag.payloadLength() - from);
      own.writeInt(FlvTag.HEADER_LENGTH + length);
    }
  };

  /** What is allowed, in words. */
  static final String ALLOWED =
      "hevc: \"enhanced\" (as published) and \"legacy\" (codec 12) are allowed";

  /** Of both forms, without the composition time that an enhanced one may have behind it. */
  private static final int HEADER_LENGTH = 5;

  private static final int COMPOSITION_TIME_LENGTH = 3;
  private static final int ENHANCED_FLAG = 0x80;
  private static final int FRAME_TYPE_MASK = 0x70;
  private static final int CODED_FRAMES = 1;
  private static final int CODED_FRAMES_X = 3;
  private static final int LEGACY_HEVC = 12;

  /** Bytes of a tag in this form, all of it; 0 when it is left out. */
  abstract int length(FlvTag tag);

  /** Appends {@link #length} bytes. */
  abstract void write(FlvTag tag, VectorBuilder out);

  /** What a request asks for, ENHANCED when it does not say; empty when that is not allowed. */
  static Optional<HevcForm> of(HttpExchange exchange) {
    String value = exchange.query("hevc");
    if (value == null) {
      return Optional.of(ENHANCED);
    }
    return switch (value) {
      case "enhanced" -> Optional.of(ENHANCED);
      case "legacy" -> Optional.of(LEGACY);
      default -> Optional.empty();
    };
  }

  private static boolean isColours(FlvTag tag) {
    return tag.type() == TagType.VIDEO && tag.isMetadata();
  }

  /** Also says no to one that is too short for what it announces: it goes as it is. */
  private static boolean isEnhancedHevc(FlvTag tag) {
    if (tag.type() != TagType.VIDEO || tag.payloadLength() < HEADER_LENGTH) {
      return false;
    }
    ByteBuf buffer = tag.buffer();
    int at = tag.payloadIndex();
    return (buffer.getByte(at) & ENHANCED_FLAG) != 0
        && buffer.getInt(at + 1) == FourCc.HEVC.code()
        && (packetType(tag) != CODED_FRAMES
            || tag.payloadLength() >= HEADER_LENGTH + COMPOSITION_TIME_LENGTH);
  }

  private static int packetType(FlvTag tag) {
    return tag.buffer().getByte(tag.payloadIndex()) & 0x0F;
  }

  private static int legacyLength(FlvTag tag, int packetType) {
    return packetType == CODED_FRAMES
        ? tag.payloadLength() - COMPOSITION_TIME_LENGTH
        : tag.payloadLength();
  }
}
