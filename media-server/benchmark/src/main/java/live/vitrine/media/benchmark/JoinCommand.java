package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.JoinScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link JoinScenario}. */
@Command(
    name = "join",
    description = "Time from request to first key frame when viewers arrive within a second.")
final class JoinCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--viewers",
      defaultValue = "500",
      description = "Viewers that arrive (default ${DEFAULT-VALUE}).")
  private int viewers;

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      bench.report(new JoinScenario(bench).run(viewers));
    }
    return 0;
  }
}
