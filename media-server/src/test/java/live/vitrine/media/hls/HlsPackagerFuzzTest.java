package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

class HlsPackagerFuzzTest {
  private static final HlsSettings SMALL =
      new HlsSettings(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          20_000,
          3,
          100_000,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  /**
   * The input is a row of tags: kind, time step, length, payload. Whatever comes in, what comes out
   * is a transport stream by the rules, and no file stays open.
   */
  @FuzzTest(maxDuration = "1m")
  void packsAnything(byte[] input) {
    try (var stage = new HlsStage(Path.of("/dev/shm"), SMALL)) {
      long timestamp = 0;
      for (int at = 0; at + 3 <= input.length; ) {
        int kind = input[at] & 0x0F;
        timestamp += (input[at + 1] & 0xFF) * 10L;
        int length = Math.min(input[at + 2] & 0xFF, input.length - at - 3);
        byte[] payload = Arrays.copyOfRange(input, at + 3, at + 3 + length);
        at += 3 + length;
        switch (kind) {
          case 0 -> stage.configureVideo();
          case 1 -> stage.configureAudio();
          case 2 -> stage.stream.onDiscontinuity();
          case 3 -> stage.keyFrame(timestamp);
          case 4 -> stage.frame(timestamp);
          case 5 -> stage.audio(timestamp);
          case 6, 7, 8, 9, 10 -> stage.tag(tag(TagType.VIDEO, timestamp, payload));
          default -> stage.tag(tag(TagType.AUDIO, timestamp, payload));
        }
      }
      stage.stream.onEnd();
      stage
          .show()
          .snapshot()
          .ifPresent(_ -> {
            var reader = new TransportStreamReader();
            stage.segments().forEach(bytes -> assertThat(reader.readSegment(bytes)).isNotEmpty());
            assertThat(stage.store.openFiles()).isEqualTo(stage.segments().size());
          });
    }
  }

  private static FlvTag tag(TagType type, long timestamp, byte[] payload) {
    return TestTags.tag(type, timestamp, payload);
  }
}
