package live.vitrine.media.benchmark.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Other people's programs that a scenario needs. */
public final class Programs {
  private static final Map<String, String> PACKAGES =
      Map.of("taskset", "util-linux", "wrk", "wrk", "nginx", "nginx-light", "ffprobe", "ffmpeg");

  private Programs() {}

  /**
   * The path of a program.
   *
   * @throws MissingProgramException naming the package it comes in
   */
  public static String require(String name) {
    // Debian keeps daemons out of the path of ordinary users.
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() ->
            new MissingProgramException(
                name
                    + " is missing; it is in Debian's package "
                    + PACKAGES.getOrDefault(name, name)));
  }

  /** Runs a program to its end and answers what it printed. */
  public static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output.strip());
    }
    return output;
  }
}
