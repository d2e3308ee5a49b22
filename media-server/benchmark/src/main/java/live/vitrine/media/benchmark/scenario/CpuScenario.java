package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.floor.WritePattern;
import live.vitrine.media.benchmark.measure.Medians;
import live.vitrine.media.benchmark.measure.Table;

/** CPU seconds per delivered GiB and latency of the server and of the floor, in turns. */
public final class CpuScenario {
  private static final double ARRIVALS_PER_SECOND = 500;

  private final Bench bench;
  private final Targets targets;

  public CpuScenario(Bench bench) {
    this.bench = bench;
    targets = new Targets(bench);
  }

  /**
   * What is compared.
   *
   * @param floors write patterns of the floors; the first is what the ratio is to
   * @param viewers in all, spread over the streams
   * @param settings of the server's environment, on top of the usual
   */
  public record Plan(
      String title,
      List<WritePattern> floors,
      boolean withServer,
      int streams,
      List<Integer> viewers,
      Map<String, String> settings) {}

  /** Starts everything, measures in turns, answers the medians. */
  public Table run(Plan plan) throws IOException, InterruptedException {
    List<Target> contenders = new ArrayList<>();
    try {
      for (WritePattern floor : plan.floors()) {
        contenders.add(targets.floor(floor, plan.streams()));
      }
      if (plan.withServer()) {
        targets.buildServer();
        contenders.add(targets.server(plan.settings()));
      }
      Table table = new Table(plan.title());
      for (int viewers : plan.viewers()) {
        measure(table, contenders, plan.streams(), viewers);
      }
      table.note(
          bench.options().rounds()
              + " rounds of "
              + bench.options().seconds()
              + " s after "
              + bench.options().warmup()
              + " s of warm-up; medians; ratio is to the first line of its group");
      return table;
    } finally {
      contenders.forEach(Target::close);
    }
  }

  private void measure(Table table, List<Target> contenders, int streams, int viewers) {
    List<List<Window>> windows =
        contenders.stream().<List<Window>>map(_ -> new ArrayList<>()).toList();
    for (int round = 0; round < bench.options().rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        windows.get(i).add(once(table, contenders.get(i), streams, viewers));
      }
    }
    double floor = Medians.of(windows.getFirst(), Window::cpuSecondsPerGib);
    for (int i = 0; i < contenders.size(); i++) {
      row(table, contenders.get(i), viewers, windows.get(i), floor);
    }
  }

  private Window once(Table table, Target target, int streams, int viewers) {
    try (LoadGenerator load = new LoadGenerator(target, bench.options())) {
      load.publish(streams);
      load.addViewers(viewers, viewers / ARRIVALS_PER_SECOND);
      load.run("warming up", viewers / ARRIVALS_PER_SECOND + bench.options().warmup());
      Window window = load.measure(bench.options().seconds());
      for (String complaint : load.complaints(2)) {
        table.note(target.name() + ", " + viewers + " viewers: " + complaint);
      }
      return window;
    }
  }

  private static void row(
      Table table, Target target, int viewers, List<Window> runs, double floor) {
    double cost = Medians.of(runs, Window::cpuSecondsPerGib);
    table
        .row()
        .with("target", target.name())
        .with("viewers", viewers)
        .with("CPU s/GiB", cost)
        .with("ratio", cost / floor)
        .with("p50 ms", Medians.of(runs, Window::p50Millis))
        .with("p99 ms", Medians.of(runs, Window::p99Millis))
        .with("max ms", runs.stream().mapToDouble(Window::maxMillis).max().orElse(Double.NaN))
        .with("lost", runs.stream().mapToLong(Window::lost).sum())
        .with("gone", runs.stream().mapToLong(Window::gone).sum())
        .with("stalled", runs.stream().mapToLong(Window::stalled).sum())
        .with("missing %", 100 * Medians.of(runs, Window::missingShare))
        .with("MB/s", Medians.of(runs, run -> run.bytes() / run.seconds() / 1e6))
        .with("core %", Medians.of(runs, Window::serverPercent))
        .with("client %", Medians.of(runs, Window::clientPercent))
        .with("others %", Medians.of(runs, Window::otherPercent))
        .with("sent late p99 ms", Medians.of(runs, Window::publisherLateMillis));
  }
}
