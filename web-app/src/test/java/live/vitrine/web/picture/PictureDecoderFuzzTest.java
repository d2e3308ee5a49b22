package live.vitrine.web.picture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PictureDecoderFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void acceptsOrRefuses(byte[] input) {
    try {
      PictureDecoder.Decoded decoded = PictureDecoder.decode(input);
      if ((long) decoded.width() * decoded.height() > PictureDecoder.MOST_PIXELS) {
        throw new AssertionError("accepted " + decoded.width() + " × " + decoded.height());
      }
      var _ = PictureEncoder.encode(decoded);
    } catch (PictureRefusedException _) {
      // The one way to refuse.
    }
  }
}
