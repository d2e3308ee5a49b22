package live.vitrine.media.flv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

class FlvReaderFuzzTest {
  @FuzzTest
  void throwsNothingButItsOwn(byte[] input) {
    ByteBuf in = ByteBufAllocator.DEFAULT.buffer(input.length + 1).writeBytes(input);
    try (FlvReader reader = new FlvReader(ByteBufAllocator.DEFAULT)) {
      reader.read(
          in, (type, timestamp, payload) -> FlvTag.take(type, timestamp, payload).release());
    } catch (FlvException _) {
      // What it may throw.
    } finally {
      in.release();
    }
  }
}
