package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.media.benchmark.viewer.Viewer;
import live.vitrine.media.benchmark.viewer.ViewerFigures;

/** What happens to the others and to the memory when some viewers stop reading. */
public final class SlowScenario {
  private static final double ARRIVALS_PER_SECOND = 500;
  private static final double DRAIN_SECONDS = 5;
  private static final long SAMPLE_NANOS = 500_000_000L;

  private final Bench bench;

  public SlowScenario(Bench bench) {
    this.bench = bench;
  }

  /** Stops {@code slow} of {@code viewers} for {@code seconds}. */
  public Table run(int viewers, int slow, int seconds) throws IOException, InterruptedException {
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table =
        new Table(slow + " of " + viewers + " viewers stop reading for " + seconds + " s");
    try (Target server = targets.server(Map.of());
        LoadGenerator load = new LoadGenerator(server, bench.options())) {
      load.publish(1);
      load.addViewers(viewers, viewers / ARRIVALS_PER_SECOND);
      load.run("warming up", viewers / ARRIVALS_PER_SECOND + bench.options().warmup());

      List<Viewer> stopped = List.copyOf(load.viewers().subList(0, slow));
      ViewerFigures theirs = new ViewerFigures();
      stopped.forEach(viewer -> viewer.countIn(theirs));
      long before = resident(server);
      stopped.forEach(Viewer::pause);
      PeakMemory peak = new PeakMemory(server);
      Window others = load.measure(seconds, peak::sample);
      long cutWhileSilent = stopped.stream().filter(Viewer::isClosed).count();
      stopped.forEach(Viewer::resume);
      load.run("reading again", DRAIN_SECONDS);
      long cut = stopped.stream().filter(Viewer::isClosed).count();

      table
          .row()
          .with("others", viewers - slow)
          .with("lost", others.lost())
          .with("gone", others.gone())
          .with(
              "missing %",
              100 * (1 - others.pictures() / (25.0 * others.seconds() * (viewers - slow))))
          .with("p99 ms", others.p99Millis())
          .with("max ms", others.maxMillis())
          .with("resident before MiB", before / 1024.0)
          .with("peak growth MiB", (peak.highest - before) / 1024.0)
          .with("cut off", cut)
          .with("reset while silent", cutWhileSilent)
          .with("still there", slow - cut)
          .with("frames these skipped", theirs.lost());
    }
    return table;
  }

  private static long resident(Target server) {
    return ProcessFigures.residentKib(
        server.pid().orElseThrow(() -> new IllegalStateException("--server-pid is needed")));
  }

  /** Looks at the memory twice a second. */
  private static final class PeakMemory {
    private final Target server;
    private long highest;
    private long nextNanos;

    PeakMemory(Target server) {
      this.server = server;
    }

    void sample() {
      if (System.nanoTime() >= nextNanos) {
        highest = Math.max(highest, resident(server));
        nextNanos = System.nanoTime() + SAMPLE_NANOS;
      }
    }
  }
}
