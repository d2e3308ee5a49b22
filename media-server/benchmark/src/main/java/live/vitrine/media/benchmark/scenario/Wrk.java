package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of wrk, on the client's core. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKET_ERRORS = Pattern.compile("Socket errors: (.*)");

  private Wrk() {}

  /**
   * What wrk printed.
   *
   * @param bad answers that were neither 2xx nor 3xx
   * @param socketErrors in wrk's words; empty for none
   */
  record Result(double requestsPerSecond, long bad, String socketErrors) {}

  /** Runs wrk against {@code uri} while {@code load} goes on publishing. */
  static Result run(LoadGenerator load, URI uri, int connections, int seconds)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Programs.require("wrk"),
            "--threads",
            "1",
            "--connections",
            Integer.toString(connections),
            "--duration",
            seconds + "s",
            uri.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    load.runUntil("wrk on " + uri.getPath(), () -> !process.isAlive());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IOException("wrk failed: " + output.strip());
    }
    Matcher bad = BAD.matcher(output);
    Matcher errors = SOCKET_ERRORS.matcher(output);
    return new Result(
        Double.parseDouble(rate.group(1)),
        bad.find() ? Long.parseLong(bad.group(1)) : 0,
        errors.find() ? errors.group(1) : "");
  }
}
