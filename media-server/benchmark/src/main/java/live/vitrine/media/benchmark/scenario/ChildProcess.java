package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours on its core, gone when it is closed.
 *
 * @param log what it printed
 */
public record ChildProcess(String name, Process process, Path log) implements AutoCloseable {
  private static final int TERMINATE_SECONDS = 5;
  private static final int TAIL_LINES = 20;

  /** Starts a process on {@code core}; what it prints goes to a file in {@code folder}. */
  public static ChildProcess start(
      Path folder, String name, int core, List<String> command, Map<String, String> environment)
      throws IOException {
    List<String> pinned =
        new ArrayList<>(List.of(Programs.require("taskset"), "-c", Integer.toString(core)));
    pinned.addAll(command);
    Path log = Files.createTempFile(folder, name, ".log");
    ProcessBuilder builder =
        new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start(), log);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The newest lines it printed, for the message that says it failed. */
  public String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException unreadable) {
      return "(nothing in " + log + ": " + unreadable.getMessage() + ")";
    }
  }

  /** Asks it to end, and ends it when it does not within five seconds. */
  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(TERMINATE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
