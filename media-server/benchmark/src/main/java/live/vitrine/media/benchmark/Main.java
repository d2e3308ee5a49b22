package live.vitrine.media.benchmark;

import live.vitrine.media.benchmark.scenario.MissingProgramException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of {@code scripts/bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      CpuCommand.class,
      JoinCommand.class,
      MemoryCommand.class,
      PublishersCommand.class,
      HlsCommand.class,
      LowLatencyCommand.class,
      RecordingCommand.class,
      SoakCommand.class,
      SlowCommand.class,
      StartCommand.class,
      FloorCommand.class,
      JmhCommand.class
    },
    description = "Measures media-server against a floor: a bare loop that writes the same bytes.")
public final class Main {
  private static final int UNAVAILABLE = 69;

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(Main::explain)
            .execute(args));
  }

  // What is missing or wrong is one sentence; only a fault of this tool is worth a stack trace.
  private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    if (fault instanceof MissingProgramException) {
      System.err.println("bench: " + fault.getMessage());
      return UNAVAILABLE;
    }
    if (fault instanceof IllegalStateException || fault instanceof IllegalArgumentException) {
      System.err.println("bench: " + fault.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    fault.printStackTrace();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
