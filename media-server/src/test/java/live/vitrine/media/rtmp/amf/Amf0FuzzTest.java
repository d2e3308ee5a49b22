package live.vitrine.media.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Whatever the bytes: values or an {@link AmfException}, and values survive a round trip. */
class Amf0FuzzTest {
  private final Amf0Decoder decoder = new Amf0Decoder(AmfLimits.DEFAULT);

  @FuzzTest
  void decodesAmf0(byte[] bytes) {
    decodeAndRepeat(Unpooled.buffer().writeBytes(bytes));
  }

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
