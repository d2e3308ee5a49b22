package live.vitrine.media.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real program, with what it says kept, and gone with all its children when closed. */
public final class ExternalProcess implements AutoCloseable {
  private static final int END_SECONDS = 10;

  private final List<String> command;
  private final Process process;
  private final Path output;

  private ExternalProcess(List<String> command, Process process, Path output) {
    this.command = command;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a program.
   *
   * @param install what to install where it is missing, as in {@code Debian: ffmpeg}
   */
  public static ExternalProcess start(String install, List<String> command) {
    return start(install, Map.of(), command);
  }

  /** The same with further environment variables. */
  public static ExternalProcess start(
      String install, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("program", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return new ExternalProcess(command, startOrExplain(builder, install), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process startOrExplain(ProcessBuilder builder, String install) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "%s cannot be run. Install it (%s)".formatted(builder.command().getFirst(), install), e);
    }
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Everything it said so far, on standard output and error. */
  public String output() {
    try {
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its exit code, once it has ended by itself. */
  public int awaitExit(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "%s still runs after %d s: %s".formatted(command, seconds, output()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to end, as Ctrl-C does. */
  public void interrupt() {
    signal("INT");
  }

  /** Tells it to end, as an operating system does. */
  public void terminate() {
    signal("TERM");
  }

  /** Makes it stand still, as a program or network does that hangs. */
  public void freeze() {
    signal("STOP");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -%s %d failed".formatted(name, process.pid()));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
