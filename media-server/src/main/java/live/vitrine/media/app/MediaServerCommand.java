package live.vitrine.media.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import live.vitrine.media.config.EffectiveValue;
import live.vitrine.media.config.LoadedSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Runs the server, or shows and checks its settings. */
@Command(
    name = "media-server",
    description = "Takes RTMP in and hands HTTP-FLV, WS-FLV, RTMP and HLS out.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Settings are read from environment variables (VITRINE_RTMP_PORT, …), then from the file.",
      "--show-config lists them all."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended as asked",
      "1:unforeseen fault",
      "2:wrong command line",
      "3:wrong setting",
      "4:cannot start: port taken, data folder not writable",
      "143:ended by SIGTERM, streams closed properly (130: Ctrl-C)"
    })
final class MediaServerCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Settings file; without it media-server.conf in the data folder, if there.")
  @Nullable Path file;

  @ArgGroup @Nullable Instead instead;

  /** What may be done instead of running the server. */
  static final class Instead {
    @Option(names = "--check-config", description = "Check the settings and end.")
    boolean check;

    @Option(
        names = "--try",
        description = "Open every port, close it again and end: would the server start?")
    boolean tryOut;

    @Option(names = "--show-config", description = "Show every setting and where it was set.")
    boolean show;
  }

  MediaServerCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The settings that hold for this command line. */
  LoadedSettings loadSettings() {
    return ServerProcess.load(environment, file);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadedSettings loaded = loadSettings();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (instead == null) {
      return ServerProcess.run(loaded.settings());
    } else if (instead.show) {
      loaded.values().forEach(value -> out.println(line(value)));
    } else if (instead.tryOut) {
      ServerProcess.tryOut(loaded.settings());
    } else {
      out.println("The settings are right.");
    }
    return ExitCode.OK;
  }

  private static String line(EffectiveValue value) {
    return "%-16s = %-24s # %s, %s"
        .formatted(value.key(), value.value(), value.origin(), value.variable());
  }
}
