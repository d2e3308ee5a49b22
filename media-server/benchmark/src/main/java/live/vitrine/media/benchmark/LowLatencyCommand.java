package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.LowLatencyScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link LowLatencyScenario}. */
@Command(
    name = "llhls",
    description =
        "Low-latency HLS: delivery of parts to players that wait for them, and CPU seconds per GiB"
            + " beside HTTP-FLV.")
final class LowLatencyCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--players",
      defaultValue = "1000",
      description = "Players, two connections each (default ${DEFAULT-VALUE}).")
  private int players;

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      bench.report(new LowLatencyScenario(bench).run(players));
    }
    return 0;
  }
}
