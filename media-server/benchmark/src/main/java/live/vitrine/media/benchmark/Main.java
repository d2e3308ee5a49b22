package live.vitrine.media.benchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of {@code scripts/bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {FloorCommand.class, CpuCommand.class},
    description = "Measures media-server against a floor: a bare loop that writes the same bytes.")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
