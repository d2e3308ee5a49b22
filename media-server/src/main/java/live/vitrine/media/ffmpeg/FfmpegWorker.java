package live.vitrine.media.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Does one thing and ends: with 0 when it is done, otherwise with what went wrong as the last line
 * on standard error. Also ends when its standard input does: then whoever started it is gone.
 *
 * <pre>
 * stills FOLDER WIDTH HEIGHT DURATION (START DURATION FILE)…   poster.jpg, storyboard.vtt, sheet-N.jpg
 * clip (TARGET SKIP DURATION FILE)…                             TARGET, transcoded
 * </pre>
 *
 * <p>Times are milliseconds; START is that of a file within the recording, SKIP what is left out of
 * it.
 */
public final class FfmpegWorker {
  private static final int USAGE = 2;
  private static final int ORPHANED = 3;

  private FfmpegWorker() {}

  public static void main(String[] args) {
    Thread watch = new Thread(FfmpegWorker::endWithParent, "parent");
    watch.setDaemon(true);
    watch.start();
    beFirstToGoWithoutMemory();
    Deque<String> arguments = new ArrayDeque<>(List.of(args));
    try {
      switch (arguments.isEmpty() ? "" : arguments.pop()) {
        case "stills" -> stills(arguments);
        case "clip" -> clip(arguments);
        default -> {
          System.err.println("usage: FfmpegWorker stills …, or clip …");
          System.exit(USAGE);
        }
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void stills(Deque<String> arguments) throws IOException {
    Path folder = Path.of(arguments.pop());
    int width = Integer.parseInt(arguments.pop());
    int height = Integer.parseInt(arguments.pop());
    Storyboard storyboard =
        Storyboard.of(Long.parseLong(arguments.pop()), Storyboard.tileHeight(width, height));
    StillPictures stills = new StillPictures(Ffmpeg.find(), storyboard);
    while (!arguments.isEmpty()) {
      long start = Long.parseLong(arguments.pop());
      long duration = Long.parseLong(arguments.pop());
      stills.add(new Movie(Path.of(arguments.pop()), start, duration));
    }
    stills.write(folder);
  }

  private static void clip(Deque<String> arguments) throws IOException {
    Ffmpeg ffmpeg = Ffmpeg.find();
    while (!arguments.isEmpty()) {
      Path target = Path.of(arguments.pop());
      long skip = Long.parseLong(arguments.pop());
      long duration = Long.parseLong(arguments.pop());
      ExactClip.write(ffmpeg, Path.of(arguments.pop()), skip, duration, target);
    }
  }

  /** The kernel shall end this process before any other; its children inherit it. */
  private static void beFirstToGoWithoutMemory() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    } catch (IOException _) {
      // Not Linux.
    }
  }

  private static void endWithParent() {
    try (InputStream parent = System.in) {
      while (parent.read() >= 0) {
        // Nothing is sent.
      }
    } catch (IOException _) {
      // The same.
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(ORPHANED);
  }
}
