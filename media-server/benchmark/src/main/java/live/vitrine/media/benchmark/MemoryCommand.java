package live.vitrine.media.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.MemoryScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link MemoryScenario}. */
@Command(name = "memory", description = "Resident memory of the server at start and per viewer.")
final class MemoryCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--viewers",
      split = ",",
      defaultValue = "500,2000",
      description = "Steps in which viewers grow (default ${DEFAULT-VALUE}).")
  private List<Integer> viewers = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      bench.report(new MemoryScenario(bench).viewers(viewers));
    }
    return 0;
  }
}
