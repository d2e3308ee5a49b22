package live.vitrine.media.benchmark.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.List;
import live.vitrine.media.benchmark.media.MediaFrame;
import live.vitrine.media.benchmark.media.SyntheticShow;
import org.junit.jupiter.api.Test;

class PartTest {
  @Test
  void findsTheLastPictureAmongSounds() {
    try (Arena arena = Arena.ofConfined()) {
      SyntheticShow show = new SyntheticShow(arena);
      Body body = new Body();
      for (long number : List.of(50L, 51L, 52L)) {
        add(body, show.picture(number), number);
        add(body, show.sound(), 1_000 + number);
      }

      assertThat(Part.lastPicture(body)).isEqualTo(52);
    }
  }

  @Test
  void findsNoPictureInSounds() {
    try (Arena arena = Arena.ofConfined()) {
      Body body = new Body();
      add(body, new SyntheticShow(arena).sound(), 7);

      assertThat(Part.lastPicture(body)).isEqualTo(-1);
    }
  }

  @Test
  void countsWhoCameBeforeItWasKnownWhenItWasComplete() {
    LowLatencyFigures figures = new LowLatencyFigures();
    Part part = part(7, 3);
    for (int i = 0; i < 200; i++) {
      part.delivered(true, 0, 5_000_000, figures);
    }
    part.delivered(false, 0, 6_000_000, figures);
    assertThat(figures.part.count()).isZero();

    part.complete(1_000_000, 3_000_000, figures);
    part.delivered(true, 4_000_000, 9_000_000, figures);

    assertThat(figures.part.count()).isEqualTo(201);
    assertThat(figures.part.maxMillis()).isEqualTo(6);
    assertThat(figures.partFromLastFrame.maxMillis()).isEqualTo(8);
    assertThat(figures.playlist.maxMillis()).isEqualTo(3);
    assertThat(figures.askedLate()).isEqualTo(1);
  }

  @Test
  void knowsWhatFollowsWhat() {
    assertThat(part(7, 4).follows(part(7, 3))).isTrue();
    assertThat(part(8, 0).follows(part(7, 3))).isTrue();
    assertThat(part(7, 5).follows(part(7, 3))).isFalse();
    assertThat(part(8, 1).follows(part(7, 3))).isFalse();
  }

  private static Part part(long sequence, int number) {
    return new Part("name", sequence, number, new byte[0], new byte[0]);
  }

  private static void add(Body body, MediaFrame frame, long number) {
    frame.stamp(number, 1);
    body.add(frame.body(), 0, frame.size());
  }
}
