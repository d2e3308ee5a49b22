package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.floor.WritePattern;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.media.benchmark.viewer.ViewerFigures;

/** How long a viewer waits for its first key frame when many arrive within a second. */
public final class JoinScenario {
  private static final double ARRIVAL_SECONDS = 1;
  private static final double GROUP_OF_PICTURES_SECONDS = 2.5;
  private static final long DEADLINE_NANOS = 10_000_000_000L;

  private final Bench bench;

  public JoinScenario(Bench bench) {
    this.bench = bench;
  }

  /** Lets {@code viewers} arrive at floor and server, once to warm up and then per round. */
  public Table run(int viewers) throws IOException, InterruptedException {
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table = new Table(viewers + " viewers arriving within a second");
    try (Target floor = targets.floor(WritePattern.PER_PICTURE, 1);
        Target server = targets.server(Map.of())) {
      for (Target target : List.of(floor, server)) {
        try (LoadGenerator load = new LoadGenerator(target, bench.options())) {
          load.publish(1);
          load.run("filling the group of pictures", GROUP_OF_PICTURES_SECONDS);
          arrive(load, viewers);
          for (int round = 1; round <= bench.options().rounds(); round++) {
            load.clear();
            arrive(load, viewers);
            row(table, target, round, load.figures());
          }
        }
      }
    }
    table.note("milliseconds from the request to the last byte of the first key frame");
    return table;
  }

  private static void arrive(LoadGenerator load, int viewers) {
    load.addViewers(viewers, ARRIVAL_SECONDS);
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    load.runUntil("arriving", () -> load.everyoneJoined() || System.nanoTime() > deadline);
    load.closeViewers();
    load.run("everyone left", 1);
  }

  private static void row(Table table, Target target, int round, ViewerFigures figures) {
    table
        .row()
        .with("target", target.name())
        .with("round", round)
        .with("joined", figures.join.count())
        .with("p50 ms", figures.join.millisAt(0.5))
        .with("p99 ms", figures.join.millisAt(0.99))
        .with("max ms", figures.join.maxMillis())
        .with("faults", figures.faults().toString());
  }
}
