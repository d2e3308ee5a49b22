package live.vitrine.media.recording.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs a worker to its end, or ends it. */
final class WorkerProcess {
  private static final long POLL_MILLIS = 100;

  /** A decoder that a stranger feeds has no use for the server's secrets. */
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "JAVA_TOOL_OPTIONS");

  private WorkerProcess() {}

  /**
   * Blocks until it has ended.
   *
   * @param wanted asked while it runs; it is ended as soon as the answer is no
   * @throws IOException it failed, was ended, or could not be started; the message says which
   */
  static void run(List<String> command, Duration deadline, BooleanSupplier wanted)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    Process process = builder.start();
    LastWords words = LastWords.of(process.getInputStream());
    try {
      await(process, deadline, wanted);
      if (process.exitValue() != 0) {
        throw new IOException(
            "the worker ended with %d: %s".formatted(process.exitValue(), words.text()));
      }
    } finally {
      kill(process);
    }
  }

  private static void await(Process process, Duration deadline, BooleanSupplier wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (!wanted.getAsBoolean()) {
        throw new IOException("the worker was ended: nobody wants what it makes");
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("the worker was ended after %s".formatted(deadline));
      }
    }
  }

  private static void kill(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
