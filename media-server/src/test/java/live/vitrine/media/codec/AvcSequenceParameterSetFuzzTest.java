package live.vitrine.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;

class AvcSequenceParameterSetFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void acceptsOrRefuses(byte[] input) {
    try {
      var picture = AvcSequenceParameterSet.parse(Unpooled.wrappedBuffer(input), 0, input.length);
      if (picture.width() < 1 || picture.width() > AvcSequenceParameterSet.MAX_PICTURE_SIZE) {
        throw new AssertionError("accepted " + picture);
      }
      var _ = picture.frameRate();
    } catch (CodecException _) {
      // The one way to refuse.
    }
  }
}
