package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.SlowScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link SlowScenario}. */
@Command(
    name = "slow",
    description =
        "Some viewers stop reading: what the others lose, what memory grows by, who is cut off.")
final class SlowCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--viewers",
      defaultValue = "500",
      description = "Viewers in all (default ${DEFAULT-VALUE}).")
  private int viewers;

  @Option(
      names = "--slow",
      defaultValue = "100",
      description = "How many of them stop (default ${DEFAULT-VALUE}).")
  private int slow;

  @Option(
      names = "--slow-seconds",
      defaultValue = "60",
      description = "How long they stop (default ${DEFAULT-VALUE}).")
  private int slowSeconds;

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      bench.report(new SlowScenario(bench).run(viewers, slow, slowSeconds));
    }
    return 0;
  }
}
