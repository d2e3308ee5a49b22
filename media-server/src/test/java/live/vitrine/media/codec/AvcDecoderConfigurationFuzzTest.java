package live.vitrine.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;

class AvcDecoderConfigurationFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void acceptsOrRefuses(byte[] input) {
    try {
      var configuration =
          AvcDecoderConfiguration.parse(Unpooled.wrappedBuffer(input), 0, input.length);
      if (configuration.sequenceParameterSets().isEmpty()
          || configuration.pictureParameterSets().isEmpty()) {
        throw new AssertionError("accepted without parameter sets");
      }
      var _ = configuration.sequenceParameterSet().frameRate();
    } catch (CodecException _) {
      // The one way to refuse.
    }
  }
}
