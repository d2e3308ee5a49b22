package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.web.api.RoomStates.Playback;
import live.vitrine.web.api.RoomStates.RoomState;
import live.vitrine.web.media.LiveStream;
import live.vitrine.web.media.MediaAnswer;
import live.vitrine.web.text.Message;
import org.junit.jupiter.api.Test;

final class LiveRoomsTest {
  private static final URI PLAYBACK = URI.create("https://live.example");
  private static final RoomState DARK = new RoomState(false, List.of());

  @Test
  void saysWhereAShowCanBeWatched() {
    LiveRooms rooms = new LiveRooms(() -> live("demo"), PLAYBACK);

    assertThat(rooms.of("demo"))
        .isEqualTo(
            new RoomState(
                true,
                List.of(
                    new Playback("http-flv", "https://live.example/live/demo.flv"),
                    new Playback("hls", "https://live.example/live/demo/index.m3u8"))));
    assertThat(rooms.of("other")).isEqualTo(DARK);
  }

  @Test
  void asksOnceForAllRooms() {
    AtomicInteger asked = new AtomicInteger();
    LiveRooms rooms =
        new LiveRooms(
            () -> {
              asked.incrementAndGet();
              return live("demo");
            },
            PLAYBACK);

    for (int room = 0; room < 100; room++) {
      assertThat(rooms.of("room-" + room)).isEqualTo(DARK);
    }

    // Twice where this took more than two seconds.
    assertThat(asked.get()).isBetween(1, 2);
  }

  @Test
  void isDarkWhereTheMediaServerIsAway() {
    LiveRooms rooms =
        new LiveRooms(() -> new MediaAnswer.Away<>(Message.of("media.away.slow")), PLAYBACK);

    assertThat(rooms.of("demo")).isEqualTo(DARK);
  }

  private static MediaAnswer<List<LiveStream>> live(String id) {
    return new MediaAnswer.Answered<>(
        List.of(
            new LiveStream(id, false, Instant.EPOCH, Optional.empty(), Optional.empty(), 0, 0, 0)));
  }
}
