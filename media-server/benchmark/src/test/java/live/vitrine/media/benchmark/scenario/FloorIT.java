package live.vitrine.media.benchmark.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import live.vitrine.media.benchmark.floor.FloorServer;
import live.vitrine.media.benchmark.floor.WritePattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The tool against itself: what the floor sends, the viewers accept, all of it. */
class FloorIT {
  private static final int VIEWERS = 20;

  private final BenchOptions options = CommandLine.populateCommand(new BenchOptions());

  private final AtomicBoolean running = new AtomicBoolean(true);
  private final BlockingQueue<Integer> port = new ArrayBlockingQueue<>(1);

  @ParameterizedTest
  @CsvSource({"picture, 1", "tag, 1", "100ms, 1", "350ms, 1", "picture, 10"})
  void twentyViewersSeeEveryFrame(String pattern, int streams) throws InterruptedException {
    Thread floor = Thread.ofPlatform().start(() -> serve(pattern, streams));
    try {
      Target target =
          new Target(
              "floor",
              OptionalLong.empty(),
              null,
              "http://127.0.0.1:" + port.take() + "/live/{stream}.flv",
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      try (LoadGenerator load = new LoadGenerator(target, options)) {
        load.publish(streams);
        load.run("letting all streams start", 2.2);
        load.addViewers(VIEWERS, 0.1);
        load.runUntil("joining", load::everyoneJoined);
        Window window = load.measure(1);

        assertThat(load.complaints(1)).isEmpty();
        assertThat(window.lost()).isZero();
        assertThat(window.gone()).isZero();
        assertThat(window.stalled()).isZero();
        assertThat(window.pictures()).isBetween(VIEWERS * 15L, VIEWERS * 35L);
        assertThat(window.bytes()).isGreaterThan(VIEWERS * 80_000L);
        assertThat(window.maxMillis()).isLessThan(2_000);
      }
    } finally {
      running.set(false);
      floor.join();
    }
  }

  private void serve(String pattern, int streams) {
    try (FloorServer floor = new FloorServer(0, streams, WritePattern.parse(pattern))) {
      port.add(floor.port());
      floor.run(running::get);
    }
  }
}
