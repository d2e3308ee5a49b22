package live.vitrine.media.benchmark.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebSocketBodyTest {
  private static final int BINARY = 0x82;
  private static final int BINARY_UNFINISHED = 0x02;
  private static final int CONTINUATION = 0x80;
  private static final int PING = 0x89;
  private static final int CLOSE = 0x88;

  @Test
  void yieldsThePayloadWhereverTheBytesAreCut() {
    byte[] bytes =
        ByteBuffer.allocate(1_000)
            .put(frame(BINARY, 5))
            .put(frame(PING, 3))
            .put(frame(BINARY_UNFINISHED, 126))
            .put(frame(CONTINUATION, 300))
            .put(frame(BINARY, 0))
            .put(frame(CLOSE, 2))
            .array();
    for (int cut = 0; cut <= bytes.length; cut++) {
      Cuts.Collector body = new Cuts.Collector();
      WebSocketBody frames = new WebSocketBody(body);
      Cuts.inTwo(bytes, cut, frames);
      assertThat(body.toByteArray()).as("cut at %d", cut).hasSize(5 + 126 + 300).containsOnly(7);
      assertThat(frames.isComplete()).isTrue();
    }
  }

  @Test
  void takesLengthsOfEightBytes() {
    Cuts.Collector body = new Cuts.Collector();
    byte[] bytes =
        ByteBuffer.allocate(10 + 70_000).put((byte) BINARY).put((byte) 127).putLong(70_000).array();
    Cuts.byteByByte(bytes, new WebSocketBody(body));

    assertThat(body.toByteArray()).hasSize(70_000);
  }

  @Test
  void refusesMaskedReservedAndTextFrames() {
    assertRefused(BINARY, 0x85);
    assertRefused(0xC2, 5);
    assertRefused(0x81, 5);
    assertRefused(BINARY, 127, 0, 0, 1, 0, 0, 0, 0, 0);
  }

  private static void assertRefused(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    WebSocketBody frames = new WebSocketBody(new Cuts.Collector());
    assertThatThrownBy(() -> Cuts.whole(bytes, frames))
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(StreamFault.WEBSOCKET_FRAME));
  }

  private static byte[] frame(int first, int size) {
    byte[] payload = new byte[size];
    Arrays.fill(payload, (byte) 7);
    ByteBuffer frame = ByteBuffer.allocate(size + (size < 126 ? 2 : 4)).put((byte) first);
    if (size < 126) {
      frame.put((byte) size);
    } else {
      frame.put((byte) 126).putShort((short) size);
    }
    return frame.put(payload).array();
  }
}
