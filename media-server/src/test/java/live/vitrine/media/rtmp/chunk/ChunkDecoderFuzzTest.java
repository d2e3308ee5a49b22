package live.vitrine.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes and wherever they are split: the same messages, or a {@link ChunkException};
 * limits kept; nothing lost.
 */
class ChunkDecoderFuzzTest {
  private static final ChunkLimits LIMITS = new ChunkLimits(1_000, 3_000, 8);

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

  static Stream<Arguments> seeds() {
    return ChunkCases.all().map(given -> Arguments.of((Object) given.bytes()));
  }

  @MethodSource("seeds")
  @FuzzTest
  void decodesTheSameHoweverTheBytesAreSplit(byte[] bytes) {
    assertThat(decode(bytes, 1)).isEqualTo(decode(bytes, Math.max(1, bytes.length)));
    assertThat(allocator.metric().usedDirectMemory()).as("direct memory").isZero();
  }

  private List<String> decode(byte[] bytes, int step) {
    List<String> events = new ArrayList<>();
    ByteBuf in = Unpooled.buffer().writeBytes(bytes);
    try (var decoder = new ChunkDecoder(allocator, LIMITS)) {
      while (in.isReadable()) {
        decoder.decode(
            in.readSlice(Math.min(step, in.readableBytes())),
            message -> {
              events.add(message.toString().replaceFirst("payload=.*", ""));
              assertThat(message.payload().readerIndex()).isEqualTo(11);
              message.payload().release();
            });
        assertThat(decoder.halfReadBytes()).isLessThanOrEqualTo(LIMITS.maxReassemblyBytes());
      }
    } catch (ChunkException e) {
      events.add(e.reason().name());
    }
    return events;
  }
}
