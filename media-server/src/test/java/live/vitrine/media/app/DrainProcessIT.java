package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.NumberedStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a process that has a drain time. */
class DrainProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern RTMP_PORT = Pattern.compile("RTMP on port ([0-9]+)");

  @TempDir Path data;

  private ExternalProcess start() {
    Map<String, String> environment = new HashMap<>();
    environment.put("VITRINE_DATA", data.toString());
    environment.put("VITRINE_PUBLISH_AUTH", "open");
    environment.put("VITRINE_BIND", "127.0.0.1");
    environment.put("VITRINE_RTMP_PORT", "0");
    environment.put("VITRINE_HTTP_PORT", "0");
    environment.put("VITRINE_ADMIN_PORT", "0");
    environment.put("VITRINE_RECORDING_FORMAT", "off");
    environment.put("VITRINE_DRAIN_SECONDS", "600");
    return ExternalProcess.start(
        "Java",
        environment,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "live.vitrine.media.app.Main"));
  }

  private static int rtmpPort(ExternalProcess process) {
    await()
        .atMost(PATIENCE)
        .until(() -> process.output().contains("playback on port") || !process.isRunning());
    Matcher port = RTMP_PORT.matcher(process.output());
    assertThat(port.find()).as(process.output()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  @Test
  void endsWhenItsLastPublisherHasLeft() {
    try (ExternalProcess process = start();
        NumberedStream publisher = NumberedStream.publish(rtmpPort(process), "show")) {
      process.terminate();
      await().atMost(PATIENCE).until(() -> process.output().contains("draining: 1 streams"));
      int sent = publisher.sent();
      await().atMost(PATIENCE).until(() -> publisher.sent() > sent + 50);
      assertThat(publisher.isHungUpOn()).isFalse();

      publisher.socket().send(publisher.socket().peer().call(0, "FCUnpublish", 9, "show"));
      assertThat(process.awaitExit(10)).as(process.output()).isEqualTo(ExitCode.TERMINATED);
    }
  }

  @Test
  void endsAtOnceWithASecondSignal() {
    try (ExternalProcess process = start();
        NumberedStream publisher = NumberedStream.publish(rtmpPort(process), "show")) {
      process.terminate();
      await().atMost(PATIENCE).until(() -> process.output().contains("draining: 1 streams"));
      process.terminate();
      assertThat(process.awaitExit(10)).as(process.output()).isEqualTo(ExitCode.TERMINATED);
      await().atMost(PATIENCE).until(publisher::isHungUpOn);
    }
  }
}
