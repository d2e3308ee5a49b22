package live.vitrine.media.benchmark.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void startsWithAPictureAndASound() {
    Timetable timetable = new Timetable(5);

    assertThat(timetable.dueNanos()).isEqualTo(5);
    assertThat(timetable.isPicture()).isTrue();
    timetable.advance();
    assertThat(timetable.dueNanos()).isEqualTo(5);
    assertThat(timetable.isPicture()).isFalse();
    timetable.advance();
    assertThat(timetable.timestamp()).isEqualTo(23);
  }

  @Test
  void hasTwentyFivePicturesAndFortyThreeSoundsASecondForever() {
    Timetable timetable = new Timetable(0);
    int pictures = 0;
    int sounds = 0;
    long last = 0;
    while (timetable.dueNanos() < 100 * SECOND) {
      assertThat(timetable.dueNanos()).isGreaterThanOrEqualTo(last);
      last = timetable.dueNanos();
      assertThat(timetable.number()).isEqualTo(timetable.isPicture() ? pictures : sounds);
      assertThat(timetable.timestamp()).isEqualTo((int) (last / 1_000_000));
      if (timetable.isPicture()) {
        pictures++;
      } else {
        sounds++;
      }
      timetable.advance();
    }

    assertThat(pictures).isEqualTo(2_500);
    assertThat(sounds).isEqualTo(4_307);
  }
}
