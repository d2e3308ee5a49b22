package live.vitrine.web.benchmark;

import live.vitrine.media.benchmark.scenario.MissingProgramException;
import picocli.CommandLine;

/** Entry point of {@code scripts/bench shop}. */
public final class Main {
  private static final int UNAVAILABLE = 69;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ShopCommand())
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler((fault, _, _) -> {
              if (fault instanceof MissingProgramException) {
                System.err.println("bench: " + fault.getMessage());
                return UNAVAILABLE;
              }
              fault.printStackTrace();
              return CommandLine.ExitCode.SOFTWARE;
            })
            .execute(arguments));
  }
}
