package live.vitrine.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ChunkDecoderAllocationTest {
  private static final int CHUNKS = 20_000;
  private static final int CHUNK_SIZE = 128;

  @Test
  void makesNoGarbagePerChunk() {
    ByteBuf bytes = Unpooled.wrappedBuffer(messageOfManyChunks());
    var allocator = new UnpooledByteBufAllocator(true, true);
    try (var decoder = new ChunkDecoder(allocator, ChunkLimits.PUBLISHING)) {
      MessageSink releasing = message -> message.payload().release();
      decoder.decode(bytes.duplicate(), releasing);

      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      decoder.decode(bytes, releasing);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      // The message, its buffer and what the JVM does on the side; 16 bytes a chunk would be 20
      // times this.
      assertThat(allocated).isLessThan(16_000);
    }
  }

  private static byte[] messageOfManyChunks() {
    byte[] chunk = ChunkWriter.payload(CHUNK_SIZE);
    var out = new ChunkWriter().full(6, 40, CHUNKS * CHUNK_SIZE, 9, 1).raw(chunk);
    for (int i = 1; i < CHUNKS; i++) {
      out.noHeader(6, 40).raw(chunk);
    }
    return out.bytes();
  }
}
