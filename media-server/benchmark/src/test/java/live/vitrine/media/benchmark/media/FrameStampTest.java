package live.vitrine.media.benchmark.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameStampTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 0xFFFF_FFFFL, 1_234_567_890_123_456L, Long.MAX_VALUE})
  void readsWhatWasWrittenAndHoldsNoZero(long value) {
    byte[] bytes = FrameStamp.blank();
    MemorySegment memory = MemorySegment.ofArray(bytes);
    FrameStamp.write(memory, 0, value, Long.MAX_VALUE - value);

    assertThat(FrameStamp.isAt(memory, 0)).isTrue();
    assertThat(FrameStamp.number(memory, 0)).isEqualTo(value);
    assertThat(FrameStamp.nanos(memory, 0)).isEqualTo(Long.MAX_VALUE - value);
    assertThat(bytes).hasSize(FrameStamp.BYTES).doesNotContain(0);
  }
}
