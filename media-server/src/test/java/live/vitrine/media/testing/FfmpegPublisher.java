package live.vitrine.media.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real FFmpeg that publishes until it is closed, or until the server hangs up. */
public final class FfmpegPublisher implements AutoCloseable {
  private static final int END_SECONDS = 5;

  private final Process process;
  private final Path log;

  private FfmpegPublisher(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts to publish.
   *
   * @param address {@code rtmp://127.0.0.1:PORT/live/KEY}
   */
  public static FfmpegPublisher publish(FfmpegProgram program, TestMedia media, String address)
      throws IOException {
    return publish(program, media.arguments(), address);
  }

  /**
   * Starts to publish something else.
   *
   * @param media FFmpeg's arguments from the inputs to the codecs
   */
  public static FfmpegPublisher publish(FfmpegProgram program, List<String> media, String address)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.ffmpeg());
    command.addAll(List.of("-hide_banner", "-nostats", "-loglevel", "warning"));
    command.addAll(media);
    command.addAll(List.of("-f", "flv", address));
    Path log = Files.createTempFile("publisher", ".log");
    log.toFile().deleteOnExit();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new FfmpegPublisher(process, log);
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Its exit code, once it has ended by itself: it was refused or the server hung up. */
  public int awaitExit(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("the publisher still runs after " + seconds + " s: " + log());
    }
    return process.exitValue();
  }

  /** Everything it said so far: warnings and errors only. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends without a word, as a host does that loses power or network. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Ends the stream properly, without waiting for the end of the test. */
  public void end() {
    close();
  }

  /** Ends the stream properly, as somebody does who presses "Stop streaming". */
  @Override
  public void close() {
    try (OutputStream keys = process.getOutputStream()) {
      keys.write('q');
      keys.flush();
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException _) {
      // It has ended already.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
