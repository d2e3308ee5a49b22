package live.vitrine.media.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.floor.WritePattern;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.CpuScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** CPU seconds per GiB, latency, and merged writes. */
@Command(
    name = "cpu",
    description = "CPU seconds per delivered GiB and latency, floor and server in turns.")
final class CpuCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--viewers",
      split = ",",
      defaultValue = "500,2000",
      description = "Viewers in all (default ${DEFAULT-VALUE}).")
  private List<Integer> viewers = new ArrayList<>();

  @Option(
      names = "--floor",
      split = ",",
      defaultValue = "picture",
      description =
          "Write patterns of the floor, the first is what ratios are to: tag, picture, 100ms"
              + " (default ${DEFAULT-VALUE}).")
  private List<String> floors = new ArrayList<>();

  @Option(
      names = "--merge",
      paramLabel = "MILLIS",
      defaultValue = "0",
      description = "Starts the server with VITRINE_MERGE_MILLIS.")
  private int mergeMillis;

  @Option(names = "--streams", defaultValue = "1", description = "Streams with a publisher each.")
  private int streams;

  @Option(names = "--floor-only", description = "Measure floors, no server.")
  private boolean floorOnly;

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      Map<String, String> settings =
          mergeMillis > 0
              ? Map.of("VITRINE_MERGE_MILLIS", Integer.toString(mergeMillis))
              : Map.of();
      String title =
          "CPU and latency" + (mergeMillis > 0 ? ", server merges " + mergeMillis + " ms" : "");
      List<WritePattern> patterns = floors.stream().map(WritePattern::parse).toList();
      bench.report(
          new CpuScenario(bench)
              .run(new CpuScenario.Plan(title, patterns, !floorOnly, streams, viewers, settings)));
    }
    return 0;
  }
}
