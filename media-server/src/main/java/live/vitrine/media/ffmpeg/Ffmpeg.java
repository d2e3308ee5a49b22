package live.vitrine.media.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** The FFmpeg program: the one in the JavaCV jar, or the system's where that has none. */
final class Ffmpeg {
  /** It reads files and pipes and never asks the network for anything. */
  private static final List<String> COMMON =
      List.of("-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y");

  private static final List<String> INPUT = List.of("-protocol_whitelist", "file,pipe", "-f");

  private final String program;

  private Ffmpeg(String program) {
    this.program = program;
  }

  static Ffmpeg find() {
    try {
      return new Ffmpeg(Loader.load(ffmpeg.class));
    } catch (LinkageError _) {
      // There are no native libraries for this machine.
      return new Ffmpeg("ffmpeg");
    }
  }

  /** Takes what it writes to standard output. */
  interface Reader {
    void read(InputStream output) throws IOException;
  }

  /** The options that name an input file. */
  static List<String> input(Path file) {
    List<String> options = new ArrayList<>(INPUT);
    options.add(Movie.demuxer(file));
    options.add("-i");
    options.add("file:" + file);
    return options;
  }

  /**
   * Runs it to its end.
   *
   * @param what it is to make, for the message
   * @throws IOException it failed; what it said is on standard error
   */
  void run(String what, List<String> arguments) throws IOException {
    read(what, arguments, output -> output.transferTo(System.err));
  }

  /** Runs it, and reads what it writes; it is ended as soon as {@code reader} has enough. */
  void read(String what, List<String> arguments, Reader reader) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(COMMON);
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try (InputStream output = process.getInputStream()) {
      reader.read(output);
      if (output.read() < 0) {
        int exit = process.waitFor();
        if (exit != 0) {
          throw new IOException("FFmpeg ended with %d: no %s".formatted(exit, what));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
