package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.measure.Medians;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.measure.Table;

/** From the start of the process to the first 200 of {@code /readyz}. */
public final class StartScenario {
  private static final long DEADLINE_NANOS = 60_000_000_000L;
  private static final int POLL_MILLIS = 2;

  private final Bench bench;

  public StartScenario(Bench bench) {
    this.bench = bench;
  }

  public Table run(int runs) throws IOException, InterruptedException {
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table = new Table("Ready after start");
    List<Double> seconds = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      Targets.ServerStart start = targets.prepare(Map.of());
      long from = System.nanoTime();
      try (ChildProcess child = start.spawn()) {
        while (!start.isReady()) {
          if (!child.isAlive() || System.nanoTime() - from > DEADLINE_NANOS) {
            throw new IllegalStateException("the server did not start:\n" + child.tail());
          }
          Thread.sleep(POLL_MILLIS);
        }
        double taken = (System.nanoTime() - from) / 1e9;
        seconds.add(taken);
        Bench.progress("start " + run + " of " + runs + ": " + taken + " s");
        table
            .row()
            .with("run", run)
            .with("seconds", taken)
            .with("resident MiB", ProcessFigures.residentKib(child.pid()) / 1024.0);
      }
    }
    table.row().with("run", "median").with("seconds", Medians.of(seconds, Double::doubleValue));
    table.note("on one core, script included, asked every " + POLL_MILLIS + " ms");
    return table;
  }
}
