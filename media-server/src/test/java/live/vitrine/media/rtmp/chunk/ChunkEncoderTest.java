package live.vitrine.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import live.vitrine.media.rtmp.chunk.MessageList.Message;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkEncoderTest {
  private final ChunkEncoder encoder = new ChunkEncoder(ByteBufAllocator.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "2, 02",
    "3, 03",
    "63, 3f",
    "64, 00 00",
    "319, 00 ff",
    "320, 01 00 01",
    "65599, 01 ff ff",
  })
  void writesIdsInTheShortestForm(int id, String basicHeader) {
    assertEncoded(
        new ChunkMessage(id, 8, 20, 1, Unpooled.wrappedBuffer(HexBytes.bytes("af01"))),
        HexBytes.bytes(basicHeader + " 000014 000002 08 01000000 af01"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 65_600})
  void refusesIdsThatDoNotExist(int id) {
    var message = new ChunkMessage(id, 8, 20, 1, Unpooled.EMPTY_BUFFER);

    assertThatThrownBy(() -> encoder.retainedEncode(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(id));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFFL})
  void repeatsAnExtendedTimeInEveryChunk(long time) {
    byte[] payload = ChunkWriter.payload(300);

    assertEncoded(
        new ChunkMessage(6, 9, time, 1, Unpooled.wrappedBuffer(payload)),
        new ChunkWriter()
            .full(6, time, 300, 9, 1)
            .raw(Arrays.copyOf(payload, 128))
            .noHeader(6, time)
            .raw(Arrays.copyOfRange(payload, 128, 256))
            .noHeader(6, time)
            .raw(Arrays.copyOfRange(payload, 256, 300))
            .bytes());
  }

  @Test
  void endsAMessageOfWholeChunksWithoutAnEmptyOne() {
    byte[] payload = ChunkWriter.payload(128);

    assertEncoded(
        new ChunkMessage(6, 9, 0, 1, Unpooled.wrappedBuffer(payload)),
        new ChunkWriter().full(6, 0, 128, 9, 1).raw(payload).bytes());
  }

  @Test
  void writesAnEmptyMessageAsAHeader() {
    assertEncoded(
        new ChunkMessage(4, 8, 5, 1, Unpooled.EMPTY_BUFFER),
        new ChunkWriter().full(4, 5, 0, 8, 1).bytes());
  }

  @Test
  void goesByTheChunkSizeItWasTold() {
    encoder.chunkSize(0x7FFFFFFF);
    byte[] payload = ChunkWriter.payload(300);

    assertEncoded(
        new ChunkMessage(6, 9, 0, 1, Unpooled.wrappedBuffer(payload)),
        new ChunkWriter().full(6, 0, 300, 9, 1).raw(payload).bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesAChunkSizeThatHoldsNothing(int size) {
    assertThatThrownBy(() -> encoder.chunkSize(size)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.testing.Seeds#some")
  void writesWhatTheDecoderReads(long seed) {
    RandomGenerator random = Seeds.random(seed);
    byte[] payload = new byte[random.nextInt(2_000)];
    random.nextBytes(payload);
    int id = 2 + random.nextInt(65_598);
    long time = random.nextLong() & 0xFFFFFFFFL;
    int stream = random.nextInt();
    int chunkSize = 1 + random.nextInt(3_000);
    encoder.chunkSize(chunkSize);

    ByteBuf bytes =
        encoder.retainedEncode(
            new ChunkMessage(id, 9, time, stream, Unpooled.wrappedBuffer(payload)));
    var received = new MessageList();
    try (var decoder = new ChunkDecoder(ByteBufAllocator.DEFAULT, ChunkLimits.PUBLISHING)) {
      decoder.decode(
          Unpooled.wrappedBuffer(new ChunkWriter().chunkSize(chunkSize).bytes()), received);
      decoder.decode(bytes, received);
    } finally {
      bytes.release();
    }

    assertThat(received.messages)
        .containsExactly(new Message(id, 9, time, stream, ChunkWriter.hex(payload)));
  }

  private void assertEncoded(ChunkMessage message, byte[] expected) {
    int readable = message.payload().readableBytes();
    ByteBuf bytes = encoder.retainedEncode(message);
    try {
      assertThat(bytes).isEqualTo(Unpooled.wrappedBuffer(expected));
      assertThat(message.payload().readableBytes()).as("borrowed").isEqualTo(readable);
    } finally {
      bytes.release();
    }
  }
}
