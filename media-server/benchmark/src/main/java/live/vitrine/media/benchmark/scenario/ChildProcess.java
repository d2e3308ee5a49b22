package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours on its core, gone when it is closed.
 *
 * @param log what it printed
 */
record ChildProcess(String name, Process process, Path log) implements AutoCloseable {
  private static final int TERMINATE_SECONDS = 5;
  private static final int TAIL_LINES = 20;

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The newest lines it printed, for the message that says it failed. */
  String tail() {
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
