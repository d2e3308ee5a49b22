package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.benchmark.measure.ProcessFigures;

/** Memory of a server after its garbage is gone. */
final class Settling {
  private static final double QUIET_SECONDS = 2;
  private static final Pattern USED =
      Pattern.compile("(?m)^ *(?!.*(Metaspace|class space)).*used (\\d+)K");

  private static final Pattern OLD_GENERATION =
      Pattern.compile("(?i)tenured(?: generation)? +total \\d+K, used (\\d+)K");

  private Settling() {}

  /**
   * Memory of the target, garbage collected first where it is a JVM.
   *
   * @param residentKib VmRSS
   * @param heapKib used heap; 0 where there is none
   */
  record Memory(long residentKib, long heapKib) {}

  /** Collects, waits for two seconds under unchanged load, and reads. */
  static Memory memory(Target target, LoadGenerator load) throws IOException, InterruptedException {
    long pid = target.pid().orElseThrow(() -> new IllegalStateException("--server-pid is needed"));
    long heap = 0;
    if (isJava(pid)) {
      var _ = jcmd(load, pid, "GC.run");
      load.run("settling", QUIET_SECONDS);
      long resident = ProcessFigures.residentKib(pid);
      Matcher used = USED.matcher(jcmd(load, pid, "GC.heap_info"));
      while (used.find()) {
        heap += Long.parseLong(used.group(2));
      }
      return new Memory(resident, heap);
    }
    load.run("settling", QUIET_SECONDS);
    return new Memory(ProcessFigures.residentKib(pid), 0);
  }

  /**
   * KiB of heap that are alive: what a full collection left in the old generation of the serial
   * collector. Two seconds later the young one holds garbage again.
   */
  static long liveKib(Target target, LoadGenerator load) throws IOException, InterruptedException {
    long pid = target.pid().orElseThrow(() -> new IllegalStateException("--server-pid is needed"));
    var _ = jcmd(load, pid, "GC.run");
    String heap = jcmd(load, pid, "GC.heap_info");
    Matcher old = OLD_GENERATION.matcher(heap);
    if (!old.find()) {
      throw new IOException("no old generation of the serial collector in: " + heap.strip());
    }
    return Long.parseLong(old.group(1));
  }

  private static boolean isJava(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .map(command -> command.endsWith("/java"))
        .orElse(false);
  }

  // The load goes on meanwhile; a pause of its own would look like a stall of the server's.
  static String jcmd(LoadGenerator load, long pid, String command)
      throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    // Into a file: a histogram is more than a pipe holds, and nobody reads before it has ended.
    Path file = Files.createTempFile("vitrine-jcmd", ".txt");
    try {
      Process process =
          new ProcessBuilder(program, Long.toString(pid), command)
              .redirectErrorStream(true)
              .redirectOutput(file.toFile())
              .start();
      load.runUntil("collecting garbage", () -> !process.isAlive());
      String output = Files.readString(file, StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("jcmd " + command + " failed: " + output.strip());
      }
      return output;
    } finally {
      Files.delete(file);
    }
  }
}
