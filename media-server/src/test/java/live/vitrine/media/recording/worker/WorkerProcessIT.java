package live.vitrine.media.recording.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  @Test
  void endsOneThatHangsAndItsChildren() throws IOException {
    Path pid = folder.resolve("pid");
    assertThatThrownBy(() ->
            WorkerProcess.run(
                shell("sleep 1000 & echo $! > " + pid + "; wait"),
                Duration.ofSeconds(1),
                () -> true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended after PT1S");
    long child = Long.parseLong(Files.readString(pid).strip());
    await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void endsOneThatNobodyWantsAnyMore() {
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () -> WorkerProcess.run(shell("sleep 1000"), LONG, () -> asked.incrementAndGet() < 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody wants");
  }

  @Test
  void tellsTheEndOfWhatAFailedOneSaid() {
    assertThatThrownBy(() ->
            WorkerProcess.run(
                shell("yes no | head -n 100000; printf 'no\\033[0m such\\nfile' >&2; exit 7"),
                LONG,
                () -> true))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the worker ended with 7: ")
        .hasMessageEndingWith("no?[0m such; file")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }

  @Test
  void givesAwayNoSecrets() throws Exception {
    Path file = folder.resolve("environment");
    WorkerProcess.run(shell("env > " + file), LONG, () -> true);
    assertThat(Files.readAllLines(file))
        .allMatch(line ->
            line.matches(
                "(PATH|HOME|TMPDIR|LANG|LC_ALL|LD_LIBRARY_PATH"
                    + "|JAVA_TOOL_OPTIONS|PWD|_|SHLVL|OLDPWD)=.*"));
  }

  @Test
  void findsFfmpegBesideTheJar() {
    assertThat(WorkerCommand.classPath("/srv/vitrine/media-server.jar"))
        .isEqualTo("/srv/vitrine/media-server.jar:/srv/vitrine/ffmpeg-lib/*");
    assertThat(WorkerCommand.classPath("/a/classes:/b.jar")).isEqualTo("/a/classes:/b.jar");
  }
}
