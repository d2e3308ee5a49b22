package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.RecordingLossScenario;
import live.vitrine.media.benchmark.scenario.RecordingScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link RecordingScenario} and {@link RecordingLossScenario}. */
@Command(
    name = "recording",
    description =
        "What recording adds to ingest and to a viewer's latency, and whether many streams on one"
            + " disk lose anything.")
final class RecordingCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--streams",
      defaultValue = "100",
      description = "Streams (default ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--record-seconds",
      defaultValue = "60",
      description = "How long all of them are recorded at 2 Mbit/s (default ${DEFAULT-VALUE}).")
  private int recordSeconds;

  @Option(
      names = "--only",
      paramLabel = "PART",
      defaultValue = "all",
      description = "cost, loss or all (default ${DEFAULT-VALUE}).")
  private String only = "all";

  @Override
  public Integer call() throws Exception {
    try (Bench bench = new Bench(options)) {
      if (!only.equals("loss")) {
        bench.report(new RecordingScenario(bench).run(streams));
      }
      if (!only.equals("cost")) {
        bench.report(new RecordingLossScenario(bench).run(streams, recordSeconds));
      }
    }
    return 0;
  }
}
