package live.vitrine.media.app;

import java.util.Map;
import picocli.CommandLine;

/** Entry point of media-server. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = commandLine(System.getenv()).execute(args);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new MediaServerCommand(environment))
        .addSubcommand(new KeyCommand())
        .setExecutionExceptionHandler(Failures::explain);
  }
}
