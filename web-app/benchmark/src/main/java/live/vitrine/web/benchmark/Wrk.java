package live.vitrine.web.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.benchmark.measure.CoreTime;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.scenario.Programs;

/** Runs of wrk, on the core of this process. */
final class Wrk {
  /** What a script for it ends with. */
  static final String REPORT =
      """
      function done(summary, latency, requests)
        local e = summary.errors
        io.write(string.format('FIGURES %d %d %.1f %.1f %.1f %d %d\\n',
          summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
          latency.max, e.status, e.connect + e.read + e.write + e.timeout))
      end
      """;

  private static final Pattern FIGURES =
      Pattern.compile("FIGURES (\\d+) (\\d+) ([0-9.]+) ([0-9.]+) ([0-9.]+) (\\d+) (\\d+)");
  private static final int POLL_MILLIS = 50;

  private final Path folder;
  private final int cores;

  /**
   * Runs nothing yet.
   *
   * @param folder for its script and what it prints
   * @param cores of the machine
   */
  Wrk(Path folder, int cores) {
    this.folder = folder;
    this.cores = cores;
  }

  /**
   * What came of a run.
   *
   * @param p50 milliseconds
   * @param bad answers of status 400 and above
   * @param broken connections that failed, and answers that did not come within 2 s
   * @param cpuMillis of the server's process, per 1,000 requests
   * @param serverShare what the server used of a core
   * @param others what everybody else on the machine used of all cores, 0 to 1
   */
  record Result(
      double requestsPerSecond,
      double p50,
      double p99,
      double max,
      long bad,
      long broken,
      double cpuMillis,
      double serverShare,
      double others) {}

  /** Asks {@code server}, whose process is {@code pid}, for what the script says. */
  Result run(URI server, long pid, String script, int connections, int seconds)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("load.lua"), script);
    Path output = folder.resolve("wrk.log");
    long self = ProcessHandle.current().pid();
    double usedBefore = ProcessFigures.cpuSeconds(pid);
    double familyBefore = ProcessFigures.cpuSeconds(self);
    double busyBefore = CoreTime.busySeconds();
    long begin = System.nanoTime();
    Process wrk =
        new ProcessBuilder(
                Programs.require("wrk"),
                "--threads",
                "1",
                "--connections",
                Integer.toString(connections),
                "--duration",
                seconds + "s",
                "--script",
                file.toString(),
                server.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    // Of a process that has ended nothing is known any more: the last look before counts.
    double family = familyBefore;
    double busy = busyBefore;
    long looked = begin;
    while (wrk.isAlive()) {
      double now = ProcessFigures.cpuSeconds(self);
      if (now > family) {
        family = now;
        busy = CoreTime.busySeconds();
        looked = System.nanoTime();
      }
      Thread.sleep(POLL_MILLIS);
    }
    double used = ProcessFigures.cpuSeconds(pid) - usedBefore;
    double elapsed = (System.nanoTime() - begin) / 1e9;
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Matcher figures = FIGURES.matcher(text);
    if (wrk.waitFor() != 0 || !figures.find()) {
      throw new IOException("wrk failed: " + text.strip());
    }
    long requests = Long.parseLong(figures.group(1));
    double others = (busy - busyBefore - family + familyBefore) / ((looked - begin) / 1e9) / cores;
    return new Result(
        requests / (Long.parseLong(figures.group(2)) / 1e6),
        micros(figures.group(3)),
        micros(figures.group(4)),
        micros(figures.group(5)),
        Long.parseLong(figures.group(6)),
        Long.parseLong(figures.group(7)),
        used * 1e6 / requests,
        used / elapsed,
        others);
  }

  private static double micros(String text) {
    return Double.parseDouble(text) / 1_000;
  }
}
