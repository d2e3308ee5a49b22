package live.vitrine.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlvReaderTest {
  private static final String HEADER = "464c5601 05 00000009 00000000 ";
  private static final String SOUND = "08 000003 000010 00 000000 af0001 0000000e ";
  private static final String UNKNOWN = "0b 000002 000020 00 000000 ffff 0000000d ";
  private static final String PICTURE = "09 000006 000028 80 000000 170100000055 00000011 ";

  private static List<String> read(byte[] bytes, int pieces) {
    List<String> tags = new ArrayList<>();
    try (FlvReader reader = new FlvReader(ByteBufAllocator.DEFAULT)) {
      for (int at = 0; at < bytes.length; at += pieces) {
        ByteBuf in = ByteBufAllocator.DEFAULT.buffer();
        try {
          in.writeBytes(bytes, at, Math.min(pieces, bytes.length - at));
          reader.read(
              in,
              (type, timestamp, payload) -> {
                tags.add(type + " " + timestamp + " " + ByteBufUtil.hexDump(payload));
                FlvTag tag = FlvTag.take(type, 0, payload);
                tag.release();
              });
          assertThat(in.isReadable()).isFalse();
        } finally {
          in.release();
        }
      }
    }
    return tags;
  }

  @Test
  void readsTagsHoweverTheyAreCut() {
    byte[] bytes = HexBytes.bytes(HEADER + SOUND + UNKNOWN + PICTURE + SOUND.substring(0, 20));
    for (int pieces = 1; pieces <= bytes.length; pieces++) {
      assertThat(read(bytes, pieces))
          .containsExactly("AUDIO 16 af0001", "VIDEO 2147483688 170100000055");
    }
  }

  @Test
  void skipsALongerFileHeader() {
    assertThat(read(HexBytes.bytes("464c5601 05 0000000b ffff 00000000" + SOUND), 3))
        .containsExactly("AUDIO 16 af0001");
  }

  @ParameterizedTest
  @CsvSource({
    "3c, NOT_FLV",
    "464c5602, NOT_FLV",
    "464c560105 00000008, BAD_HEADER_LENGTH",
    "464c560105 00000401, BAD_HEADER_LENGTH",
    "464c560105 00000009 00000000 09 400001 000000 00 000000, TAG_TOO_LONG",
    "464c560105 00000009 00000000 29 000001 000000 00 000000, BAD_TAG",
    "464c560105 00000009 00000000 09 000001 000000 00 000001, BAD_TAG"
  })
  void refuses(String hex, FlvException.Reason reason) {
    assertThatThrownBy(() -> read(HexBytes.bytes(hex), 1))
        .isInstanceOfSatisfying(FlvException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
