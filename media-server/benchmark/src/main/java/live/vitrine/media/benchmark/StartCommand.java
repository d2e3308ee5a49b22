package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.StartScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link StartScenario}. */
@Command(name = "start", description = "Time from the start of the process to ready.")
final class StartCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(names = "--runs", defaultValue = "5", description = "Starts (default ${DEFAULT-VALUE}).")
  private int runs;

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      bench.report(new StartScenario(bench).run(runs));
    }
    return 0;
  }
}
