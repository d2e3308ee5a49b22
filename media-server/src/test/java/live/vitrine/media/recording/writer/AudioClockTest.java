package live.vitrine.media.recording.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AudioClockTest {
  private static final int RATE = 44_100;
  private static final int FRAME = 1_024;

  @Test
  void countsFramesWhoseTimesAreRoundedToMilliseconds() {
    AudioClock clock = new AudioClock(RATE, FRAME);
    for (int i = 0; i < 10_000; i++) {
      long millis = Math.round(i * 1000.0 * FRAME / RATE);
      assertThat(clock.place(millis)).isEqualTo((long) i * FRAME);
    }
  }

  @Test
  void followsTheTagsAcrossAGap() {
    AudioClock clock = new AudioClock(RATE, FRAME);
    assertThat(clock.place(0)).isZero();
    assertThat(clock.place(23)).isEqualTo(FRAME);

    assertThat(clock.place(1_000)).isEqualTo(RATE);
    assertThat(clock.place(1_023)).isEqualTo(RATE + FRAME);
  }

  @Test
  void takesTheTagsTimesWhereFramesDiffer() {
    AudioClock clock = new AudioClock(48_000, 0);

    assertThat(clock.place(20)).isEqualTo(960);
    assertThat(clock.place(41)).isEqualTo(1_968);
  }
}
