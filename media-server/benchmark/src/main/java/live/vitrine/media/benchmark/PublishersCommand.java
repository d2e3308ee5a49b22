package live.vitrine.media.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.floor.WritePattern;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.CpuScenario;
import live.vitrine.media.benchmark.scenario.MemoryScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many streams with one viewer each. */
@Command(
    name = "publishers",
    description = "Many publishers with one viewer each: loss, latency, CPU and memory.")
final class PublishersCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--publishers",
      defaultValue = "200",
      description = "Streams (default ${DEFAULT-VALUE}).")
  private int publishers;

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      CpuScenario.Plan plan =
          new CpuScenario.Plan(
              publishers + " publishers with one viewer each",
              List.of(WritePattern.PER_PICTURE),
              true,
              publishers,
              List.of(publishers),
              Map.of());
      bench.report(new CpuScenario(bench).run(plan));
      bench.report(new MemoryScenario(bench).publishers(publishers));
    }
    return 0;
  }
}
