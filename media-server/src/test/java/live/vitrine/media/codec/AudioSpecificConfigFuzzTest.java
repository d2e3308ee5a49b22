package live.vitrine.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;

class AudioSpecificConfigFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void acceptsOrRefuses(byte[] input) {
    try {
      var config = AudioSpecificConfig.parse(Unpooled.wrappedBuffer(input), 0, input.length);
      if (config.coreSampleRate() < 1 || config.sampleRate() < 1) {
        throw new AssertionError("accepted " + config);
      }
      var _ = config.codecString() + config.channels() + config.fitsAdts();
    } catch (CodecException _) {
      // The one way to refuse.
    }
  }
}
