package live.vitrine.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import live.vitrine.media.flv.FourCc;

class CodecConfigurationFuzzTest {
  private static final int MAX_SIZE = 1 << 16;

  /** The first byte says which codec. */
  @FuzzTest(maxDuration = "1m")
  void acceptsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    FourCc codec = FourCc.values()[(input[0] & 0xFF) % FourCc.values().length];
    CodecConfiguration configuration;
    try {
      configuration =
          CodecConfiguration.parse(codec, Unpooled.wrappedBuffer(input), 1, input.length - 1);
    } catch (CodecException _) {
      // The one way to refuse.
      return;
    }
    boolean fits =
        switch (configuration) {
          case CodecConfiguration.Video video ->
              video.width() >= 0
                  && video.width() <= MAX_SIZE
                  && video.height() >= 0
                  && video.height() <= MAX_SIZE;
          case CodecConfiguration.Audio audio -> audio.sampleRate() > 0 && audio.channels() >= 0;
        };
    if (!fits
        || configuration.codecString().length() > 60
        || configuration.configurationBytes().length > input.length + 16) {
      throw new AssertionError("accepted " + configuration);
    }
  }
}
