package live.vitrine.media.httpflv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlvFramingTest {
  private static FlvTag tag(int payloadLength) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(payloadLength + 15);
    buffer.setIndex(11, 11).writeZero(payloadLength);
    return FlvTag.take(TagType.AUDIO, 0, buffer);
  }

  private static String hex(ByteBuf bytes) {
    try {
      return ByteBufUtil.hexDump(bytes);
    } finally {
      bytes.release();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, 1, '', ''",
    "CHUNKED, 1, 31300d0a, 0d0a", // "10", 16 bytes
    "CHUNKED, 240, 66660d0a, 0d0a", // "ff"
    "WEB_SOCKET, 1, 8210, ''",
    "WEB_SOCKET, 110, 827d, ''",
    "WEB_SOCKET, 111, 827e007e, ''",
    "WEB_SOCKET, 65520, 827effff, ''",
    "WEB_SOCKET, 65521, 827f0000000000010000, ''"
  })
  void wrapsARun(FlvFraming framing, int payloadLength, String before, String after) {
    FlvTag tag = tag(payloadLength);
    String content = ByteBufUtil.hexDump(tag.buffer());

    assertThat(hex(Vectors.retainedRun(framing, List.of(tag)))).isEqualTo(before + content + after);
    tag.release();
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, false, true, '', 01, ''",
    "PLAIN, true, false, '', 04, ''",
    "CHUNKED, true, true, 31640d0a, 05, 0d0a",
    "WEB_SOCKET, true, true, 821d, 05, ''"
  })
  void beginsWithAFileHeader(
      FlvFraming framing, boolean audio, boolean video, String before, String flags, String after) {
    FlvTag tag = tag(1);
    String content = "464c5601" + flags + "0000000900000000" + ByteBufUtil.hexDump(tag.buffer());

    assertThat(hex(Vectors.retainedPreamble(framing, audio, video, List.of(tag))))
        .isEqualTo(before + content + after);
    tag.release();
  }
}
