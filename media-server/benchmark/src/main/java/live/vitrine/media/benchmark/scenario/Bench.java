package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import live.vitrine.media.benchmark.measure.Table;

/**
 * One run of the tool: its settings, its temporary folder and its child processes, all of which are
 * gone when it is closed or the JVM ends.
 */
public final class Bench implements AutoCloseable {
  private final BenchOptions options;
  private final Path folder;
  private final List<ChildProcess> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::cleanUp, "bench-clean-up");

  /**
   * Moves this process to its core.
   *
   * @throws MissingProgramException without taskset
   */
  public Bench(BenchOptions options) throws IOException, InterruptedException {
    this.options = options;
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new MissingProgramException("measuring needs Linux: epoll, /proc and taskset");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < 2) {
      progress(
          "only one core: server and load share it, so only ratios to the floor mean anything");
    } else {
      String pid = Long.toString(ProcessHandle.current().pid());
      String core = Integer.toString(options.clientCore());
      var _ = Programs.output(List.of(Programs.require("taskset"), "-acp", core, pid));
    }
    folder = Files.createTempDirectory("vitrine-bench");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  BenchOptions options() {
    return options;
  }

  Path folder() {
    return folder;
  }

  /** Starts a process on {@code core}; closed with the bench, or before. */
  ChildProcess start(String name, int core, List<String> command, Map<String, String> environment)
      throws IOException {
    ChildProcess child = ChildProcess.start(folder, name, core, command, environment);
    children.add(child);
    return child;
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void progress(String line) {
    System.err.println("bench: " + line);
  }

  /** Prints a finished table, and adds it to the JSON file if one was asked for. */
  public void report(Table table) throws IOException {
    System.out.println(table.toText());
    if (options.json().isPresent()) {
      var _ =
          Files.writeString(
              options.json().get(),
              table.toJson() + "\n",
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
    }
  }

  private void cleanUp() {
    children.forEach(ChildProcess::close);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      progress("could not remove " + folder + ": " + left.getMessage());
    }
  }

  @Override
  public void close() {
    if (Runtime.getRuntime().removeShutdownHook(hook)) {
      cleanUp();
    }
  }
}
