package live.vitrine.media.benchmark.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkedBodyTest {
  private static final byte[] TWO_CHUNKS = bytes("000003\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");

  @Test
  void yieldsTheSameBodyWhereverTheBytesAreCut() {
    for (int cut = 0; cut <= TWO_CHUNKS.length; cut++) {
      Cuts.Collector body = new Cuts.Collector();
      ChunkedBody chunked = new ChunkedBody(body);
      Cuts.inTwo(TWO_CHUNKS, cut, chunked);
      assertThat(body.toByteArray()).as("cut at %d", cut).isEqualTo(bytes("abc0123456789"));
      assertThat(chunked.isComplete()).isTrue();
    }
  }

  @Test
  void isNotCompleteBeforeTheLastChunk() {
    ChunkedBody chunked = new ChunkedBody(new Cuts.Collector());
    Cuts.whole(bytes("3\r\nabc\r\n"), chunked);

    assertThat(chunked.isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'x', CHUNK_SIZE",
    "'\r', CHUNK_SIZE",
    "'3\rX', CHUNK_SIZE",
    "'ffffffffffffffffff', CHUNK_SIZE",
    "'3\r\nabcX', CHUNK_END",
    "'3\r\nabc\rX', CHUNK_END",
    "'0\r\nX', CHUNK_END",
    "'0\r\n\r\nX', CHUNK_END",
  })
  void refusesWhatIsNoChunk(String text, StreamFault fault) {
    ChunkedBody chunked = new ChunkedBody(new Cuts.Collector());

    assertThatThrownBy(() -> Cuts.byteByByte(bytes(text), chunked))
        .isInstanceOfSatisfying(
            StreamFaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
