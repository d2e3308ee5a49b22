package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.measure.Table;

/** Resident memory at start, per viewer and per publisher. */
public final class MemoryScenario {
  private static final double ARRIVALS_PER_SECOND = 500;
  private static final double STEADY_SECONDS = 5;

  private final Bench bench;
  private final Targets targets;

  public MemoryScenario(Bench bench) {
    this.bench = bench;
    targets = new Targets(bench);
  }

  /** Grows one stream's viewers step by step and gives what each step added per viewer. */
  public Table viewers(List<Integer> steps) throws IOException, InterruptedException {
    Table table = new Table("Resident memory, one stream");
    targets.buildServer();
    try (Target server = targets.server(Map.of());
        LoadGenerator load = new LoadGenerator(server, bench.options())) {
      ready(table, server);
      load.publish(1);
      load.run("publishing", STEADY_SECONDS);
      Settling.Memory before = Settling.memory(server, load);
      row(table, "publisher, no viewer", before);
      int there = 0;
      for (int viewers : steps) {
        int more = viewers - there;
        load.addViewers(more, more / ARRIVALS_PER_SECOND);
        load.run("arriving", more / ARRIVALS_PER_SECOND + STEADY_SECONDS);
        Settling.Memory after = Settling.memory(server, load);
        row(table, viewers + " viewers", after)
            .with(
                "added KiB per viewer",
                (after.residentKib() - before.residentKib()) / (double) more)
            .with("of it heap", (after.heapKib() - before.heapKib()) / (double) more);
        before = after;
        there = viewers;
      }
    }
    table.note("after a forced collection and two seconds; kernel socket buffers are not in it");
    return table;
  }

  /** The same for publishers with one viewer each. */
  public Table publishers(int publishers) throws IOException, InterruptedException {
    Table table = new Table("Resident memory, " + publishers + " publishers with a viewer each");
    targets.buildServer();
    try (Target server = targets.server(Map.of());
        LoadGenerator load = new LoadGenerator(server, bench.options())) {
      ready(table, server);
      Settling.Memory before = Settling.memory(server, load);
      load.publish(publishers);
      load.addViewers(publishers, publishers / ARRIVALS_PER_SECOND);
      load.run("publishing", STEADY_SECONDS + bench.options().warmup());
      Settling.Memory after = Settling.memory(server, load);
      row(table, publishers + " publishers, " + publishers + " viewers", after)
          .with(
              "added KiB per publisher",
              (after.residentKib() - before.residentKib()) / (double) publishers)
          .with("of it heap", (after.heapKib() - before.heapKib()) / (double) publishers);
    }
    return table;
  }

  private static void ready(Table table, Target server) {
    long pid = server.pid().orElseThrow(() -> new IllegalStateException("--server-pid is needed"));
    table
        .row()
        .with("state", "ready")
        .with("resident MiB", ProcessFigures.residentKib(pid) / 1024.0)
        .with("heap MiB", "");
  }

  private static Table.Row row(Table table, String state, Settling.Memory memory) {
    return table
        .row()
        .with("state", state)
        .with("resident MiB", memory.residentKib() / 1024.0)
        .with("heap MiB", memory.heapKib() / 1024.0);
  }
}
