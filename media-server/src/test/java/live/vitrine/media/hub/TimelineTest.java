package live.vitrine.media.hub;

import static live.vitrine.media.hub.Timeline.Track.AUDIO;
import static live.vitrine.media.hub.Timeline.Track.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline timeline = new Timeline();

  @Test
  void startsAtZeroWhateverThePublishersClockSays() {
    assertThat(timeline.map(VIDEO, 3_600_000)).isZero();
    assertThat(timeline.map(AUDIO, 3_600_021)).isEqualTo(21);
    assertThat(timeline.map(VIDEO, 3_600_040)).isEqualTo(40);
    assertThat(timeline.jumped()).isFalse();
  }

  @Test
  void runsOnAcrossTheWrapAt32Bits() {
    assertThat(timeline.map(VIDEO, 0xFFFFFFE0L)).isZero();
    assertThat(timeline.map(VIDEO, 0x8)).isEqualTo(40);
    assertThat(timeline.jumped()).isFalse();
    assertThat(timeline.map(VIDEO, 48)).isEqualTo(80);
  }

  @Test
  void growsBeyond32Bits() {
    long time = 0;
    long input = 0;
    for (int i = 0; i < 500_000; i++) {
      time = timeline.map(VIDEO, input & 0xFFFFFFFFL);
      input += 9_999;
    }
    assertThat(time).isEqualTo(499_999L * 9_999);
  }

  @Test
  void joinsAJumpOfAnHourAndKeepsBothTracksInStep() {
    feed(VIDEO, 0);
    feed(AUDIO, 10);

    assertThat(timeline.map(VIDEO, 3_600_040)).isEqualTo(10 + Timeline.JOIN_MILLIS);
    assertThat(timeline.jumped()).isTrue();
    // Sound that was sent before the jump but arrives after it stays where it belongs.
    assertThat(timeline.map(AUDIO, 33)).isEqualTo(33);
    assertThat(timeline.jumped()).isFalse();
    assertThat(timeline.map(AUDIO, 3_600_050)).isEqualTo(60);
    assertThat(timeline.map(VIDEO, 3_600_080)).isEqualTo(90);
    assertThat(timeline.jumped()).isFalse();
  }

  @Test
  void joinsARunBack() {
    feed(VIDEO, 100_000);
    feed(VIDEO, 105_000);

    assertThat(timeline.map(VIDEO, 99_000)).isEqualTo(5_000 + Timeline.JOIN_MILLIS);
    assertThat(timeline.jumped()).isTrue();
    assertThat(timeline.map(VIDEO, 99_040)).isEqualTo(5_080);
  }

  @Test
  void holdsATrackStillThatStepsBackALittle() {
    feed(VIDEO, 0);
    feed(VIDEO, 100);

    assertThat(timeline.map(VIDEO, 90)).isEqualTo(100);
    assertThat(timeline.map(VIDEO, 130)).isEqualTo(130);
    assertThat(timeline.jumped()).isFalse();
  }

  @Test
  void joinsAnotherPublisherOnToTheLast() {
    feed(VIDEO, 0);
    feed(AUDIO, 2_000);
    timeline.restart();

    assertThat(timeline.map(VIDEO, 777_000)).isEqualTo(2_000 + Timeline.JOIN_MILLIS);
    assertThat(timeline.jumped()).isFalse();
  }

  @Test
  void joinsAnExcursionAndItsReturn() {
    feed(VIDEO, 100_000);
    for (int i = 0; i < 60_000; i += 5_000) {
      feed(VIDEO, 3_700_000 + i);
    }
    long away = timeline.now();

    assertThat(timeline.map(VIDEO, 100_040)).isEqualTo(away + Timeline.JOIN_MILLIS);
    assertThat(timeline.jumped()).isTrue();
    assertThat(timeline.map(VIDEO, 100_080)).isEqualTo(away + Timeline.JOIN_MILLIS + 40);
  }

  private void feed(Timeline.Track track, long timestamp) {
    assertThat(timeline.map(track, timestamp)).isNotNegative();
  }
}
