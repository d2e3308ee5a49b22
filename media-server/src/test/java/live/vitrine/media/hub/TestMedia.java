package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.HexFormat;
import live.vitrine.media.flv.FlvTag;

/** Payloads of RTMP media messages, with the room around them that ingest leaves. */
final class TestMedia {
  static final String VIDEO_CONFIGURATION = "1700000000014d401fffe10000";
  static final String OTHER_VIDEO_CONFIGURATION = "17000000000164001fffe10000";
  static final String AUDIO_CONFIGURATION = "af001210";

  private TestMedia() {}

  static ByteBuf payload(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    ByteBuf buffer =
        PooledByteBufAllocator.DEFAULT.directBuffer(
            FlvTag.HEADER_LENGTH + bytes.length + FlvTag.TRAILER_LENGTH);
    buffer.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH);
    return buffer.writeBytes(bytes);
  }

  /** A key frame whose content is a number and so many further bytes. */
  static ByteBuf keyFrame(int number, int padding) {
    return payload("1701000000%08x%s".formatted(number, "ee".repeat(padding)));
  }

  static ByteBuf frame(int number, int padding) {
    return payload("2701000000%08x%s".formatted(number, "ee".repeat(padding)));
  }

  static ByteBuf audio(int number) {
    return payload("af01%08x".formatted(number));
  }
}
