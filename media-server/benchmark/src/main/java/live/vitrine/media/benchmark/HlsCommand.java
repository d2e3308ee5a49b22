package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.HlsScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command line of {@link HlsScenario}. */
@Command(
    name = "hls",
    description = "HLS requests a second, server against nginx with the same bytes.")
final class HlsCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      bench.report(new HlsScenario(bench).run());
    }
    return 0;
  }
}
