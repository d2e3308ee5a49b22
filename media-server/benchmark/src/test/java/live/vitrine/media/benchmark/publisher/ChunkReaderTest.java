package live.vitrine.media.benchmark.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.media.Amf0Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkReaderTest {
  private final List<String> messages = new ArrayList<>();
  private final ChunkReader reader =
      new ChunkReader((type, body) -> messages.add(type + " " + HexFormat.of().formatHex(body)));

  @Test
  void readsAllHeaderTypesWhereverTheyAreCut() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "030000000000031400000000010203" // type 0, three bytes
                    + "4300000000000109aa" // type 1, one byte, another type
                    + "83000000bb" // type 2, same length
                    + "c3cc" // type 3, same again
                    + "000600000000000108000000" // an ID of two bytes
                    + "0055"
                    + "02ffffff0000010400000000" // an extended time stamp
                    + "00ffffff77");
    for (int cut = 0; cut <= bytes.length; cut++) {
      messages.clear();
      ChunkReader cutReader =
          new ChunkReader(
              (type, body) -> messages.add(type + " " + HexFormat.of().formatHex(body)));
      cutReader.take(ByteBuffer.wrap(bytes, 0, cut));
      cutReader.take(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
      assertThat(messages)
          .as("cut at %d", cut)
          .containsExactly("20 010203", "9 aa", "9 bb", "9 cc", "8 55", "4 77");
    }
  }

  @Test
  void followsTheChunkSizeAnnounced() {
    byte[] message = new byte[300];
    MemorySegment out = MemorySegment.ofArray(new byte[1_000]);
    byte[] size = {0, 0, 1, 0};
    long end = new ChunkWriter(128).write(out, 0, 2, 1, 0, 0, MemorySegment.ofArray(size));
    end = new ChunkWriter(256).write(out, end, 3, 20, 0, 0, MemorySegment.ofArray(message));
    reader.take(out.asByteBuffer().limit((int) end));

    assertThat(messages).containsExactly("20 " + "00".repeat(300));
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 129, 4_096, 65_536})
  void readsWhatTheWriterWrites(int chunkSize) {
    byte[] message = new byte[5_000];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) i;
    }
    MemorySegment out = MemorySegment.ofArray(new byte[6_000]);
    byte[] size = ByteBuffer.allocate(4).putInt(chunkSize).array();
    long end = new ChunkWriter(128).write(out, 0, 2, 1, 0, 0, MemorySegment.ofArray(size));
    end = new ChunkWriter(chunkSize).write(out, end, 4, 9, 1, 77, MemorySegment.ofArray(message));
    reader.take(out.asByteBuffer().limit((int) end));

    assertThat(messages).containsExactly("9 " + HexFormat.of().formatHex(message));
  }

  @Test
  void headerIsThatOfTheSpecification() {
    MemorySegment out = MemorySegment.ofArray(new byte[32]);
    long end =
        new ChunkWriter(128)
            .write(out, 0, 4, 9, 1, 0x010203, MemorySegment.ofArray(new byte[] {5, 6}));
    byte[] bytes = new byte[(int) end];
    out.asByteBuffer().get(bytes);

    // RTMP section 5.3.1.2.1: time, length, type, stream ID in little-endian order
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("04010203000002" + "09" + "01000000" + "0506");
  }

  @Test
  void refusesChunkSizesThatCutAStamp() {
    assertThatThrownBy(() -> new ChunkWriter(127)).hasMessageContaining("127");
  }

  @Test
  void readsTheValuesItIsAnswered() {
    byte[] body =
        new Amf0Writer()
            .string("onStatus")
            .number(2.5)
            .nothing()
            .startObject()
            .key("code")
            .string("x")
            .key("on")
            .bool(true)
            .endObject()
            .startEcmaArray(0)
            .endObject()
            .toByteArray();

    assertThat(Amf0Reader.values(body))
        .containsExactly("onStatus", 2.5, "", Map.of("code", "x", "on", true), Map.of());
  }
}
