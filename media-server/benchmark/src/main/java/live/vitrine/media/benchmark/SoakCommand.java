package live.vitrine.media.benchmark;

import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.BenchOptions;
import live.vitrine.media.benchmark.scenario.SoakScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command line of {@link SoakScenario}. */
@Command(
    name = "soak",
    description =
        "Hosts and viewers of every kind come and go for an hour: does anything grow? Fails when"
            + " something does.")
final class SoakCommand implements Callable<Integer> {
  private static final int MOST_SAMPLE_SECONDS = 60;
  private static final int SAMPLES = 20;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "How long (default ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--publishers",
      defaultValue = "20",
      description = "Hosts (default ${DEFAULT-VALUE}).")
  private int publishers;

  @Option(
      names = "--viewers",
      defaultValue = "500",
      description = "Viewers (default ${DEFAULT-VALUE}).")
  private int viewers;

  @Override
  public Integer call() throws Exception {
    // Once a minute, more often in a short run.
    int sampleSeconds = Math.min(MOST_SAMPLE_SECONDS, Math.max(5, minutes * 60 / SAMPLES));
    try (Bench bench = new Bench(options)) {
      boolean passed =
          new SoakScenario(bench)
              .run(new SoakScenario.Plan(minutes, publishers, viewers, sampleSeconds));
      return passed ? 0 : 1;
    }
  }
}
