package live.vitrine.media.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.rtmp.amf.AmfException.Reason;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmfLimitsTest {
  private final Amf0Decoder decoder = new Amf0Decoder(AmfLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "object,       03 0001 'a'",
    "typed object, 10 0000 0001 'a'",
    "ECMA array,   08 00000001 0001 'a'",
    "strict array, 0a 00000001",
  })
  void allowsThirtyTwoLevelsAndNoMore(String kind, String opening) {
    byte[] level = HexBytes.bytes(opening);
    byte[] end = kind.equals("strict array") ? new byte[0] : new byte[] {0, 0, 9};

    assertThat(decoder.decode(nested(level, 32, new byte[] {5}, end))).as(kind).isNotNull();
    assertRefused(Reason.TOO_DEEP, nested(level, 33, new byte[] {5}, end));
    assertRefused(Reason.TOO_DEEP, nested(level, 100_000, new byte[0], new byte[0]));
  }

  @ParameterizedTest
  @CsvSource({"array, 09 03 01", "object, 0a 0b 01 03 'a'", "named array, 09 01 03 'a'"})
  void countsLevelsOfAmf3Too(String kind, String opening) {
    ByteBuf in = nested(HexBytes.bytes(opening), 100_000, new byte[0], new byte[0]);
    ByteBuf marked = Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(new byte[] {0x11}), in);

    assertThat(kind).isNotBlank();
    assertRefused(Reason.TOO_DEEP, marked);
  }

  @Test
  void countsMembersOfAllValuesTogether() {
    // A top-level array of 499 and one of 499 are 1,000 values with the arrays themselves.
    assertThat(decoder.decodeAll(twoArrays(499, 499))).hasSize(2);
    assertRefused(Reason.TOO_MANY_MEMBERS, twoArrays(499, 500));
  }

  @ParameterizedTest
  @CsvSource({"0a 7fffffff", "0a ffffffff", "11 09 ffffffff", "11 0a ffffffe3"})
  void refusesAnAnnouncedCountBeforeMakingAnything(String notation) {
    assertRefused(Reason.TOO_MANY_MEMBERS, Unpooled.wrappedBuffer(HexBytes.bytes(notation)));
  }

  @ParameterizedTest
  @CsvSource({"0c ffffffff", "0c 00010001", "0f 7fffffff", "11 06 ffffffff", "11 06 c0 80 80 01"})
  void refusesALongStringBeforeReadingIt(String notation) {
    assertRefused(Reason.STRING_TOO_LONG, Unpooled.wrappedBuffer(HexBytes.bytes(notation)));
  }

  @Test
  void acceptsAStringOfTheFullLength() {
    ByteBuf in = Unpooled.buffer().writeByte(0x0C).writeInt(65_536);
    in.writeCharSequence("x".repeat(65_536), StandardCharsets.UTF_8);

    assertThat(decoder.decode(in)).isEqualTo(new AmfString("x".repeat(65_536)));
  }

  @Test
  void boundsWhatStringReferencesAddUpTo() {
    ByteBuf in = Unpooled.buffer();
    // 501 elements: 32,767 characters, and 500 references to them.
    in.writeBytes(HexBytes.bytes("11 09 87 6b 01 06 83 ff 7f"));
    in.writeCharSequence("x".repeat(32_767), StandardCharsets.UTF_8);
    for (int i = 0; i < 500; i++) {
      in.writeByte(0x06).writeByte(0x00);
    }

    assertRefused(Reason.STRING_TOO_LONG, in);
  }

  @ParameterizedTest
  @CsvSource({
    "07 0000, REFERENCE",
    "11 06 00, REFERENCE",
    "11 0a 01, REFERENCE",
    "11 0a 00, REFERENCE",
    "11 09 00, REFERENCE",
    "11 08 00, REFERENCE",
    "04, UNSUPPORTED_TYPE",
    "0e, UNSUPPORTED_TYPE",
    "11 0c 01, UNSUPPORTED_TYPE",
    "11 0d 01, UNSUPPORTED_TYPE",
    "11 11 01, UNSUPPORTED_TYPE",
    "11 0a 07 01, UNSUPPORTED_TYPE",
    "09, UNKNOWN_MARKER",
    "12, UNKNOWN_MARKER",
    "ff, UNKNOWN_MARKER",
    "11 12, UNKNOWN_MARKER",
  })
  void namesWhatItDoesNotDecode(String notation, Reason reason) {
    assertRefused(reason, Unpooled.wrappedBuffer(HexBytes.bytes(notation)));
  }

  private void assertRefused(Reason reason, ByteBuf in) {
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> decoder.decodeAll(in))
        .extracting(AmfException::reason)
        .isEqualTo(reason);
  }

  private static ByteBuf nested(byte[] opening, int levels, byte[] innermost, byte[] end) {
    ByteBuf out = Unpooled.buffer();
    for (int i = 0; i < levels; i++) {
      out.writeBytes(opening);
    }
    out.writeBytes(innermost);
    for (int i = 0; i < levels; i++) {
      out.writeBytes(end);
    }
    return out;
  }

  private static ByteBuf twoArrays(int first, int second) {
    ByteBuf out = Unpooled.buffer();
    for (int count : new int[] {first, second}) {
      out.writeByte(0x0A).writeInt(count);
      for (int i = 0; i < count; i++) {
        out.writeByte(0x05);
      }
    }
    return out;
  }
}
