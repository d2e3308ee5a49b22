package live.vitrine.web.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.media.MediaAnswer.Answered;
import live.vitrine.web.media.MediaAnswer.Away;
import live.vitrine.web.testing.MediaServerStandIn;
import live.vitrine.web.testing.MediaServerStandIn.Mood;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaServerClientIT {
  private final MediaServerStandIn standIn = MediaServerStandIn.open();
  private MediaServerClient client;

  @BeforeEach
  void open() {
    client = new MediaServerClient(standIn.url());
  }

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @Test
  void readsTheServer() {
    assertThat(client.server()).isEqualTo(new Answered<>(new ServerStatus("0.1.0", "ready", 6)));
  }

  @Test
  void readsALiveStream() {
    standIn.goLive("demo");

    LiveStream stream = answered(client.stream("demo")).orElseThrow();

    assertThat(stream)
        .isEqualTo(
            new LiveStream(
                "demo",
                false,
                Instant.parse("2026-11-20T19:44:44.205054Z"),
                Optional.of(new LiveStream.Video("avc1.64001f", 1280, 720, 25.02)),
                Optional.of(new LiveStream.Audio("mp4a.40.2", 44_100, 2)),
                1_941_615,
                2_000,
                4));
    assertThat(answered(client.streams())).containsExactly(stream);
  }

  @Test
  void saysThatAStreamIsNotLive() {
    assertThat(client.stream("demo")).isEqualTo(new Answered<>(Optional.empty()));
  }

  @Test
  void answersTheKeyThatHolds() {
    assertThat(answered(client.key("demo", 0)).text()).isEqualTo("demo.0.c2VjcmV0");
    assertThat(answered(client.key("demo", 3)).minimumGeneration()).isEqualTo(3);
    assertThat(answered(client.key("demo", 1)).minimumGeneration()).isEqualTo(3);
  }

  @Test
  void keepsKeysOutOfLogs() {
    assertThat(answered(client.key("demo", 0)).toString()).doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource({
    "SILENT, media.away.slow",
    "STUCK, media.away.slow",
    "FAILING, media.away.refused",
    "GARBAGE, media.away.unreadable",
    "OTHER_TYPES, media.away.unreadable",
    "HUGE, media.away.unreadable",
    "LOSES_ANSWERS, media.away.unreachable"
  })
  void saysWhatIsWrongWithinBoundedTime(Mood mood, String reason) {
    standIn.setMood(mood);
    long started = System.nanoTime();

    MediaAnswer<StreamKey> answer = client.key("demo", 0);

    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isLessThan(Duration.ofMillis(MediaServerClient.ANSWER_MILLIS + 1_500));
    assertThat(reason(answer)).isEqualTo(reason);
  }

  @Test
  void saysThatNothingAnswers() {
    standIn.close();

    assertThat(reason(client.server())).isEqualTo("media.away.unreachable");
  }

  private static String reason(MediaAnswer<?> answer) {
    return assertThat(answer)
        .asInstanceOf(InstanceOfAssertFactories.type(Away.class))
        .actual()
        .reason()
        .key();
  }

  private static <T> T answered(MediaAnswer<T> answer) {
    return switch (answer) {
      case Answered<T>(T value) -> value;
      case Away<T>(var reason) -> throw new AssertionError(reason);
    };
  }
}
