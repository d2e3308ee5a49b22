package live.vitrine.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import live.vitrine.media.codec.CodecException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvcNalUnitsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0265aa0109, 65aa 09",
    "2, 000265aa000109, 65aa 09",
    "4, 0000000265aa0000000109, 65aa 09",
    "4, 000000000000000109, 09",
    "4, 00000000, ''",
    "4, '', ''",
  })
  void walksUnitsOfEveryLengthSize(int lengthSize, String payload, String expected) {
    assertThat(String.join(" ", walk(payload, lengthSize))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0365aa, NAL unit of 3 bytes where 2 are left",
    "2, 00, 1 bytes left for a NAL length of 2",
    "4, ffffffff65, NAL unit of 4294967295 bytes where 1 are left",
    "4, 0000000165000000, 3 bytes left for a NAL length of 4",
  })
  void refusesLengthsBeyondThePayload(int lengthSize, String payload, String message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = walk(payload, lengthSize);
        })
        .withMessage(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
  }

  private static List<String> walk(String payload, int lengthSize) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    ByteBuf buffer = AvcCases.shifted(bytes);
    var units = new AvcNalUnits();
    units.reset(buffer, Long.BYTES, bytes.length, lengthSize);
    List<String> found = new ArrayList<>();
    while (units.next()) {
      assertThat(units.type()).isEqualTo(buffer.getByte(units.index()) & 0x1F);
      found.add(ByteBufUtil.hexDump(buffer, units.index(), units.length()));
    }
    return found;
  }
}
