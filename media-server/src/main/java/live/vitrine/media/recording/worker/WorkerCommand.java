package live.vitrine.media.recording.worker;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a worker process is started.
 *
 * @param words the program and its first arguments
 */
public record WorkerCommand(List<String> words) {
  private static final String MAIN = "live.vitrine.media.ffmpeg.FfmpegWorker";
  private static final Path NICE = Path.of("/usr/bin/nice");

  /** Beside the server's jar; not on its class path. */
  private static final String LIBRARIES = "ffmpeg-lib";

  public WorkerCommand {
    words = List.copyOf(words);
  }

  /**
   * The worker of this installation, in the Java that runs the server.
   *
   * @param cache where FFmpeg is unpacked to, once
   */
  public static WorkerCommand installed(Path cache) {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      words.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
    words.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
    words.addAll(List.of("-cp", classPath(System.getProperty("java.class.path")), MAIN));
    return new WorkerCommand(words);
  }

  /** With {@code java -jar} it is the jar alone; otherwise everything is on it. */
  static String classPath(String own) {
    if (!own.endsWith(".jar") || own.contains(File.pathSeparator)) {
      return own;
    }
    Path libraries = Path.of(own).toAbsolutePath().resolveSibling(LIBRARIES);
    return own + File.pathSeparator + libraries.resolve("*");
  }

  List<String> with(List<String> arguments) {
    List<String> all = new ArrayList<>(words);
    all.addAll(arguments);
    return all;
  }
}
