package live.vitrine.media.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: values or an {@link AmfException}, and values survive a round trip. */
class Amf0FuzzTest {
  private final Amf0Decoder decoder = new Amf0Decoder(AmfLimits.DEFAULT);

  static Stream<Arguments> amf0Seeds() {
    return AmfCases.all().map(given -> Arguments.of((Object) given.bytes()));
  }

  static Stream<Arguments> amf3Seeds() {
    return AmfCases.decodedOnly()
        .filter(given -> given.name().startsWith("AMF3"))
        .map(given ->
            Arguments.of((Object) Arrays.copyOfRange(given.bytes(), 1, given.bytes().length)));
  }

  @MethodSource("amf0Seeds")
  @FuzzTest
  void decodesAmf0(byte[] bytes) {
    decodeAndRepeat(Unpooled.buffer().writeBytes(bytes));
  }

  @MethodSource("amf3Seeds")
  @FuzzTest
  void decodesAmf3(byte[] bytes) {
    decodeAndRepeat(Unpooled.buffer().writeByte(0x11).writeBytes(bytes));
  }

  private void decodeAndRepeat(ByteBuf in) {
    List<AmfValue> values;
    try {
      values = decoder.decodeAll(in);
    } catch (AmfException _) {
      return;
    }
    ByteBuf encoded = Unpooled.buffer();
    Amf0Encoder.encodeAll(values, encoded);
    assertThat(decoder.decodeAll(encoded)).isEqualTo(values);
  }
}
