package live.vitrine.media.rtmp.chunk;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
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
    check(
        decode(bytes, 1) == decode(bytes, Math.max(1, bytes.length)), "other messages when split");
    check(allocator.metric().usedDirectMemory() == 0, "lost memory");
  }

  /** A number that stands for all messages and the way it ended. */
  private long decode(byte[] bytes, int step) {
    var digest = new Digest();
    ByteBuf in = Unpooled.buffer(bytes.length + 1).writeBytes(bytes);
    try (var decoder = new ChunkDecoder(allocator, LIMITS)) {
      while (in.isReadable()) {
        decoder.decode(in.readSlice(Math.min(step, in.readableBytes())), digest);
        check(decoder.halfReadBytes() <= LIMITS.maxReassemblyBytes(), "too much memory");
      }
      check(decoder.chunkSize() > 0, "no chunk size");
    } catch (ChunkException e) {
      digest.add(e.reason().hashCode());
    }
    return digest.value;
  }

  /** Plain, because assertions that build descriptions make fuzzing ten times slower. */
  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static final class Digest implements MessageSink {
    long value;

    @Override
    public void take(ChunkMessage message) {
      ByteBuf payload = message.payload();
      check(payload.readerIndex() == 11 && payload.writableBytes() >= 4, "no room for a tag");
      add(message.chunkStreamId());
      add(message.typeId());
      add(message.timestamp());
      add(message.messageStreamId());
      add(payload.hashCode());
      payload.release();
    }

    void add(long part) {
      value = value * 31 + part;
    }
  }
}
