package live.vitrine.media.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the test picture until it is told to end or the server hangs up.
 *
 * <p>Argument: the address to push to, stream key included. Ends with FFmpeg's exit code.
 */
public final class DemoPublisher {
  /** Where Linux distributions and macOS keep a font that has every digit. */
  private static final List<Path> FONTS =
      List.of(
          Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
          Path.of("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
          Path.of("/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"),
          Path.of("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"),
          Path.of("/usr/share/fonts/truetype/freefont/FreeSansBold.ttf"),
          Path.of("/System/Library/Fonts/Supplemental/Arial Bold.ttf"));

  private static final int END_SECONDS = 3;

  private DemoPublisher() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: DemoPublisher rtmp://ADDRESS/live/KEY");
      System.exit(2);
    }
    List<String> command = new ArrayList<>();
    command.add(Loader.load(ffmpeg.class));
    command.addAll(TestPicture.arguments(font(), args[0]));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-ffmpeg"));
    System.exit(process.waitFor());
  }

  /**
   * By its own quit key: Ctrl-C in a terminal reaches FFmpeg too, and a second signal would make it
   * break off instead of ending the stream.
   */
  private static void end(Process process) {
    try (OutputStream keys = process.getOutputStream()) {
      keys.write('q');
      keys.flush();
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException | InterruptedException _) {
      // It has ended already, or shall not be waited for.
    }
    process.destroyForcibly();
  }

  private static @Nullable Path font() {
    for (Path font : FONTS) {
      if (Files.isReadable(font)) {
        return font;
      }
    }
    return null;
  }
}
