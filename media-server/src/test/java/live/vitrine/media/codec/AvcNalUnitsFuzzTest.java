package live.vitrine.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;

class AvcNalUnitsFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void walksInsideThePayload(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var units = new AvcNalUnits();
    // The first byte chooses the length size.
    units.reset(
        Unpooled.wrappedBuffer(input), 1, input.length - 1, 1 << Math.floorMod(input[0], 3));
    try {
      int end = 1;
      while (units.next()) {
        if (units.index() <= end || units.index() + units.length() > input.length) {
          throw new AssertionError("unit at " + units.index() + " of " + units.length());
        }
        end = units.index() + units.length();
        var _ = units.type();
      }
    } catch (CodecException _) {
      // The one way to refuse.
    }
  }
}
