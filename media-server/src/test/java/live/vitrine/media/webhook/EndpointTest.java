package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import live.vitrine.media.hub.StreamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {
  private static final StreamId SHOW = StreamId.of("show");
  private static final StreamId OTHER = StreamId.of("other");
  private static final DiskQueue.Limits LIMITS = new DiskQueue.Limits(3, 100_000, 1_000);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final ScriptedSender sender = new ScriptedSender();
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint =
        new Endpoint(
            0,
            URI.create("https://shop.example:8443/hook?secret=1"),
            DiskQueue.open(folder, LIMITS),
            sender,
            clock,
            new SplittableRandom(7));
  }

  @AfterEach
  void close() throws IOException {
    endpoint.close();
  }

  private Event append(StreamId streamId, String type) {
    Event event = Event.of(type, clock.instant(), json -> json.text("streamId", streamId.value()));
    endpoint.append(new Outgoing(streamId, event));
    return event;
  }

  private Event append(String type) {
    return append(SHOW, type);
  }

  /** Steps as long as there is something to do at once; the wait that follows. */
  private long run() throws InterruptedException {
    long wait = endpoint.step();
    while (wait == 0) {
      wait = endpoint.step();
    }
    return wait;
  }

  @Test
  void deliversInOrder() throws InterruptedException {
    append("stream.started");
    append("stream.reconnecting");
    append("stream.ended");

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.types())
        .containsExactly("stream.started", "stream.reconnecting", "stream.ended");
    assertThat(endpoint.figures().delivered.sum()).isEqualTo(3);
    assertThat(endpoint.figures().lastStatus).isEqualTo(204);
    assertThat(endpoint.figures().lastSuccess).isEqualTo(ManualClock.START);
    assertThat(endpoint.queued()).isZero();
  }

  @Test
  void triesAgainLaterAndLaterWithTheSameIdAndBody() throws InterruptedException {
    Event event = append("stream.started");
    sender.script.addAll(List.of(500, 404, 302, 429, ScriptedSender.SILENCE, 503, 500));

    List<Duration> waits = new ArrayList<>();
    for (long wait = run(); wait != Endpoint.NOTHING_TO_DO; wait = run()) {
      waits.add(Duration.ofMillis(wait));
      assertThat(endpoint.step()).as("nothing before its time").isEqualTo(wait);
      clock.pass(Duration.ofMillis(wait));
    }

    List<Duration> nominal = new ArrayList<>(Backoff.DELAYS);
    nominal.add(Backoff.DELAYS.getLast());
    assertThat(waits).hasSize(nominal.size());
    for (int i = 0; i < nominal.size(); i++) {
      long millis = nominal.get(i).toMillis();
      assertThat(waits.get(i).toMillis()).isCloseTo(millis, within(millis / 5));
    }
    assertThat(sender.ids()).isEqualTo(Collections.nCopies(8, event.id()));
    assertThat(sender.sent).allSatisfy(sent -> assertThat(sent.body()).isEqualTo(event.body()));
    assertThat(endpoint.figures().failed.sum()).isEqualTo(7);
    assertThat(endpoint.figures().delivered.sum()).isOne();
    assertThat(endpoint.figures().lastError).isNull();
  }

  @Test
  void keepsTheOrderWhileItFails() throws InterruptedException {
    append("stream.started");
    sender.script.add(500);
    long wait = run();
    append("stream.ended");
    clock.pass(Duration.ofMillis(wait));

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.types()).containsExactly("stream.started", "stream.started", "stream.ended");
  }

  @Test
  void beginsAnewAfterASuccess() throws InterruptedException {
    sender.script.addAll(List.of(500, 500, 204, 500));
    append("stream.started");
    append("stream.ended");
    clock.pass(Duration.ofMillis(run()));
    clock.pass(Duration.ofMillis(run()));

    assertThat(run()).isBetween(4_000L, 6_000L);
  }

  @Test
  void dropsWhatCouldNotBeDeliveredForADay() throws InterruptedException {
    append("stream.started");
    clock.pass(Duration.ofHours(23));
    append("stream.ended");
    clock.pass(Duration.ofHours(2));
    sender.script.add(500);

    clock.pass(Duration.ofMillis(run()));
    assertThat(endpoint.figures().dropped.sum()).isOne();
    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.types()).containsExactly("stream.started", "stream.ended");
  }

  @Test
  void deliversWhatIsOldButWasNeverTried() throws InterruptedException {
    append("stream.started");
    clock.pass(Duration.ofDays(7));

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(endpoint.figures().delivered.sum()).isOne();
    assertThat(endpoint.figures().dropped.sum()).isZero();
  }

  @Test
  void tellsNothingMoreToOneThatIsGone() throws InterruptedException {
    append("stream.started");
    sender.script.add(410);

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);
    append("stream.ended");
    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.sent).hasSize(1);
    assertThat(endpoint.figures().gone).isTrue();
    assertThat(endpoint.figures().dropped.sum()).isEqualTo(2);
  }

  @Test
  void dropsTheOldestWhenTooManyWait() throws InterruptedException {
    append("stream.started");
    append("stream.reconnecting");
    append("stream.resumed");
    append("stream.ended");

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.types())
        .containsExactly("stream.reconnecting", "stream.resumed", "stream.ended");
    assertThat(endpoint.figures().dropped.sum()).isOne();
  }

  @Test
  void keepsOnlyTheNewestNumberOfViewersOfEachStream() throws InterruptedException {
    append("stream.started");
    sender.script.add(500);
    long wait = run();
    append("viewer.count");
    Event other = append(OTHER, "viewer.count");
    Event newest = append("viewer.count");
    assertThat(endpoint.queued()).isEqualTo(3);
    clock.pass(Duration.ofMillis(wait));

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.ids().subList(2, 4)).containsExactly(other.id(), newest.id());
    assertThat(endpoint.figures().dropped.sum()).isOne();
  }

  @Test
  void doesNotTryNumbersOfViewersAgain() throws InterruptedException {
    append("viewer.count");
    sender.script.add(500);

    long wait = run();
    assertThat(wait).isBetween(4_000L, 6_000L);
    clock.pass(Duration.ofMillis(wait));

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);
    assertThat(sender.sent).hasSize(1);
    assertThat(endpoint.figures().dropped.sum()).isOne();
  }

  @Test
  void saysNothingOfViewersAfterTheEnd() throws InterruptedException {
    append("viewer.count");
    append("stream.ended");

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.types()).containsExactly("stream.ended");
  }

  @Test
  void isNotSilencedByAClockThatIsSetBack() throws InterruptedException {
    append("stream.started");
    sender.script.add(500);
    assertThat(run()).isPositive();
    clock.pass(Duration.ofDays(-30));

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(endpoint.figures().delivered.sum()).isOne();
  }

  @Test
  void showsNothingOfTheAddressButHostAndPort() {
    assertThat(endpoint.host()).isEqualTo("shop.example:8443");
  }

  @Test
  void dropsWhatIsNoMessage() throws IOException, InterruptedException {
    endpoint.close();
    try (DiskQueue queue = DiskQueue.open(folder, LIMITS)) {
      assertThat(queue.append(new byte[] {1, 2, 3})).isZero();
      Event forged = new Event("a\r\nb: c", "stream.started", 0, new byte[0]);
      assertThat(queue.append(EventRecord.encode(forged))).isZero();
    }
    open();
    append("stream.started");

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.sent).hasSize(1);
    assertThat(endpoint.figures().dropped.sum()).isEqualTo(2);
  }

  @Test
  void dropsAndCountsWhatIsTooLarge() throws InterruptedException {
    endpoint.append(new Outgoing(SHOW, new Event("msg_1", "stream.started", 0, new byte[100_000])));
    append("stream.ended");

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);

    assertThat(sender.types()).containsExactly("stream.ended");
    assertThat(endpoint.figures().dropped.sum()).isOne();
  }

  @Test
  void dropsAndCountsWhatCannotBeWritten() throws IOException, InterruptedException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);

    append("stream.started");

    assertThat(run()).isEqualTo(Endpoint.NOTHING_TO_DO);
    assertThat(endpoint.figures().dropped.sum()).isOne();
    Files.createDirectory(folder);
  }
}
