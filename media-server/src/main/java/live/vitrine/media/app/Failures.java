package live.vitrine.media.app;

import java.io.IOException;
import java.io.PrintWriter;
import live.vitrine.media.config.InvalidSettingsException;

/** Turns what ended a command into words on standard error and an exit code. */
final class Failures {
  private Failures() {}

  static int explain(Exception failure, PrintWriter err) {
    return switch (failure) {
      case InvalidSettingsException e -> {
        err.println("Wrong settings:");
        e.problems().forEach(problem -> err.println("  " + problem));
        yield ExitCode.SETTINGS;
      }
      case IOException e -> {
        err.println("Cannot start: " + e.getMessage());
        yield ExitCode.CANNOT_START;
      }
      default -> {
        failure.printStackTrace(err);
        yield ExitCode.FAULT;
      }
    };
  }
}
