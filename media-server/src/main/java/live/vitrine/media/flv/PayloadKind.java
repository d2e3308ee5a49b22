package live.vitrine.media.flv;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What a payload's first bytes say about it: all that fan-out needs to know of a codec. */
enum PayloadKind {
  KEY_FRAME,
  FRAME,
  CONFIGURATION,
  /** In audio and video too: places of the loudspeakers, colours of the picture. */
  METADATA,
  /** Marks of an end, commands, silence and what is not known. */
  OTHER;

  /** An AMF0 string (section E.4.4.1), as hexadecimal would show it: {@code 02 000a onMetaData}. */
  private static final byte[] METADATA_NAME =
      "\2\0\12onMetaData".getBytes(StandardCharsets.ISO_8859_1);

  private static final int VIDEO_KEY_FRAME = 1;
  private static final int VIDEO_COMMAND = 5;
  private static final int LEGACY_AVC = 7;
  private static final int LEGACY_HEVC = 12;
  private static final int LEGACY_AAC = 10;
  private static final int EXTENDED_AUDIO = 9;
  private static final int EXTENDED_VIDEO_FLAG = 0x80;

  /** One byte and the four characters of the codec. */
  private static final int EXTENDED_HEADER = 5;

  /** Metadata of video, multichannel configuration of audio. */
  private static final int EXTENDED_METADATA = 4;

  /** Looks at the readable bytes of {@code payload} without moving an index. */
  static PayloadKind of(TagType type, ByteBuf payload) {
    return switch (type) {
      case VIDEO -> video(payload);
      case AUDIO -> audio(payload);
      case SCRIPT -> script(payload);
    };
  }

  private static PayloadKind script(ByteBuf payload) {
    if (payload.readableBytes() < METADATA_NAME.length) {
      return OTHER;
    }
    for (int i = 0; i < METADATA_NAME.length; i++) {
      if (payload.getByte(payload.readerIndex() + i) != METADATA_NAME[i]) {
        return OTHER;
      }
    }
    return METADATA;
  }

  private static PayloadKind video(ByteBuf payload) {
    if (!payload.isReadable()) {
      return OTHER;
    }
    int first = payload.getUnsignedByte(payload.readerIndex());
    if ((first & EXTENDED_VIDEO_FLAG) != 0) {
      return extended(payload, first & 0x0F, (first >> 4) & 0x07);
    }
    int frameType = first >> 4;
    int codec = first & 0x0F;
    boolean keyFrame = frameType == VIDEO_KEY_FRAME;
    if (frameType == VIDEO_COMMAND) {
      return OTHER;
    }
    if (codec == LEGACY_AVC || codec == LEGACY_HEVC) {
      return payload.readableBytes() < 2
          ? OTHER
          : legacyPacket(payload.getByte(payload.readerIndex() + 1), keyFrame);
    }
    return keyFrame ? KEY_FRAME : FRAME;
  }

  private static PayloadKind audio(ByteBuf payload) {
    if (!payload.isReadable()) {
      return OTHER;
    }
    int first = payload.getUnsignedByte(payload.readerIndex());
    int format = first >> 4;
    if (format == EXTENDED_AUDIO) {
      return extended(payload, first & 0x0F, 0);
    }
    if (format == LEGACY_AAC) {
      return payload.readableBytes() < 2
          ? OTHER
          : legacyPacket(payload.getByte(payload.readerIndex() + 1), false);
    }
    return FRAME;
  }

  /** AVCPacketType and AACPacketType, section E.4.3.1 and E.4.2.1. */
  private static PayloadKind legacyPacket(byte packetType, boolean keyFrame) {
    return switch (packetType) {
      case 0 -> CONFIGURATION;
      case 1 -> keyFrame ? KEY_FRAME : FRAME;
      default -> OTHER;
    };
  }

  /** Enhanced RTMP v2, of a single track. */
  private static PayloadKind extended(ByteBuf payload, int packetType, int frameType) {
    if (payload.readableBytes() < EXTENDED_HEADER) {
      return OTHER;
    }
    if (packetType == EXTENDED_METADATA) {
      // Before the frame type is looked at: colours travel with that of a command.
      return METADATA;
    }
    if (frameType == VIDEO_COMMAND) {
      return OTHER;
    }
    return switch (packetType) {
      case 0 -> CONFIGURATION;
      case 1, 3 -> frameType == VIDEO_KEY_FRAME ? KEY_FRAME : FRAME;
      default -> OTHER;
    };
  }
}
