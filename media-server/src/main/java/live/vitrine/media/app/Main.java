package live.vitrine.media.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Entry point of media-server. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = execute(System.getenv(), args);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /** Without arguments the command line's library is not even loaded: 8 MiB less for good. */
  private static int execute(Map<String, String> environment, String[] args) {
    if (args.length > 0) {
      return commandLine(environment).execute(args);
    }
    try {
      return ServerProcess.run(ServerProcess.load(environment, null).settings());
    } catch (Exception e) {
      return Failures.explain(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new MediaServerCommand(environment))
        .addSubcommand(new KeyCommand())
        .setExecutionExceptionHandler(
            (failure, commandLine, _) -> Failures.explain(failure, commandLine.getErr()));
  }
}
