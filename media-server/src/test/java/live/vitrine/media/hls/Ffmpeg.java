package live.vitrine.media.hls;

import com.google.errorprone.annotations.FormatMethod;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/** The outside judge: Debian's FFmpeg and the one in the JavaCV jar. */
public enum Ffmpeg {
  DEBIAN {
    @Override
    public String program(String name) {
      return "/usr/bin/" + name;
    }
  },
  BUNDLED {
    @Override
    public String program(String name) {
      return Loader.load(
          name.equals("ffmpeg")
              ? org.bytedeco.ffmpeg.ffmpeg.class
              : org.bytedeco.ffmpeg.ffprobe.class);
    }
  };

  private static final int TIMEOUT_SECONDS = 60;

  public abstract String program(String name);

  /**
   * Runs {@code ffmpeg} and answers all that it prints: with "-v error" nothing, if all is well.
   *
   * @param arguments separated by spaces, of which none can be inside one
   */
  @FormatMethod
  public String run(String arguments, Object... values) {
    return start("ffmpeg", arguments.formatted(values));
  }

  /** The same for {@code ffprobe}. */
  @FormatMethod
  public String probe(String arguments, Object... values) {
    return start("ffprobe", arguments.formatted(values));
  }

  private String start(String name, String arguments) {
    List<String> command = new ArrayList<>(List.of(program(name)));
    command.addAll(Arrays.asList(arguments.split(" +", -1)));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      try {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException(command + " does not end");
        }
        return process.exitValue() == 0 ? output : output + "exit " + process.exitValue();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
