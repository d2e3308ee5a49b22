package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.measure.Medians;
import live.vitrine.media.benchmark.measure.Table;

/**
 * What recording costs: the same streams on the same server, recorded and not in turns, switched
 * over the control API. A viewer of one of them sees whether its pictures come later.
 */
public final class RecordingScenario {
  private static final double SWITCH_SECONDS = 5;

  private final Bench bench;

  public RecordingScenario(Bench bench) {
    this.bench = bench;
  }

  /** Measures with {@code streams} streams of 1 Mbit/s. */
  public Table run(int streams) throws IOException, InterruptedException {
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table = new Table(streams + " streams, recorded and not, one viewer");
    List<Window> off = new ArrayList<>();
    List<Window> on = new ArrayList<>();
    try (Target server = targets.server(Map.of());
        LoadGenerator load = new LoadGenerator(server, bench.options())) {
      OwnServer own =
          server.own().orElseThrow(() -> new IllegalStateException("only our own server records"));
      load.publish(streams);
      load.addViewers(1, 1);
      record(own, load, streams, true);
      load.run("warming up", bench.options().warmup());
      for (int round = 0; round < bench.options().rounds(); round++) {
        // The order changes, so that what drifts does not count for one of them.
        boolean first = round % 2 == 0;
        for (boolean recorded : List.of(first, !first)) {
          record(own, load, streams, recorded);
          load.run(recorded ? "recording" : "not recording", SWITCH_SECONDS);
          (recorded ? on : off).add(load.measure(bench.options().seconds()));
        }
      }
    }
    double reference = row(table, "off", streams, off, 0);
    var _ = row(table, "mp4", streams, on, reference);
    for (int i = 0; i < on.size(); i++) {
      table.note(
          "round %d: recording adds %.1f %%"
              .formatted(
                  i + 1,
                  100
                      * (on.get(i).effort().serverCpuSeconds()
                              / on.get(i).seconds()
                              / (off.get(i).effort().serverCpuSeconds() / off.get(i).seconds())
                          - 1)));
    }
    table.note(
        "medians of %d windows of %d s each; the kernel's writing to the disk is not in the"
                .formatted(bench.options().rounds(), bench.options().seconds())
            + " server's time");
    return table;
  }

  private static double row(
      Table table, String name, int streams, List<Window> runs, double reference) {
    double cost =
        Medians.of(runs, run -> 1000 * run.effort().serverCpuSeconds() / run.seconds() / streams);
    table
        .row()
        .with("recording", name)
        .with("CPU ms/s per stream", cost)
        .with("ratio", reference > 0 ? cost / reference : 1.0)
        .with("viewer p50 ms", Medians.of(runs, Window::p50Millis))
        .with("viewer p99 ms", Medians.of(runs, Window::p99Millis))
        .with("max ms", runs.stream().mapToDouble(Window::maxMillis).max().orElse(Double.NaN))
        .with("lost", runs.stream().mapToLong(Window::lost).sum())
        .with("gone", runs.stream().mapToLong(Window::gone).sum())
        .with("core %", Medians.of(runs, Window::serverPercent))
        .with("client %", Medians.of(runs, Window::clientPercent))
        .with("others %", Medians.of(runs, Window::otherPercent))
        .with("sent late p99 ms", Medians.of(runs, Window::publisherLateMillis));
    return cost;
  }

  private static void record(OwnServer own, LoadGenerator load, int streams, boolean on)
      throws IOException {
    for (int i = 0; i < streams; i++) {
      int status =
          Http.send(on ? "PUT" : "DELETE", own.control("/streams/bench" + i + "/recording"));
      if (status / 100 != 2) {
        throw new IllegalStateException("switching recording answered " + status);
      }
      if (i % 10 == 9) {
        load.run("switching", 0.02);
      }
    }
  }
}
