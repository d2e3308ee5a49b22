package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FFmpeg publishes to a server that asks and tells a real HTTP server. */
class WebhooksIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static ExternalProcess publish(FfmpegProgram program, RunningServer server) {
    return ExternalProcess.start(
        "Debian: ffmpeg",
        List.of(
            program.ffmpeg(),
            "-hide_banner",
            "-nostats",
            "-loglevel",
            "verbose",
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=320x240:rate=25",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            "-g",
            "25",
            "-f",
            "flv",
            server.publishAddress(server.key("show"))));
  }

  private static RunningServer asking(WebhookReceiver receiver, String fallback) {
    return RunningServer.openWith(
        Map.of(
            "VITRINE_PUBLISH_AUTH",
            "key",
            "VITRINE_WEBHOOKS_AUTHORIZE_URL",
            receiver.url().toString(),
            "VITRINE_WEBHOOKS_AUTHORIZE_TIMEOUT_MILLIS",
            "500",
            "VITRINE_WEBHOOKS_AUTHORIZE_FALLBACK",
            fallback,
            "VITRINE_WEBHOOKS_SECRET",
            SECRET));
  }

  private static void awaitLive(RunningServer server, ExternalProcess publisher, String name) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          assertThat(publisher.isRunning()).as(publisher.output()).isTrue();
          return server.hub().find(StreamId.of(name)).isPresent();
        });
  }

  private static void hang(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void letsInWhomTheWebhookAllowsWithoutShowingTheKey() {
    try (WebhookReceiver receiver =
            new WebhookReceiver(WebhookReceiver.answer(200, "{\"allow\":true}"));
        RunningServer server = asking(receiver, "refuse");
        ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
      awaitLive(server, publisher, "show");

      assertThat(receiver.messages()).hasSize(1);
      WebhookReceiver.Message question = receiver.messages().getFirst();
      assertThat(question.isSignedWith(SECRET)).isTrue();
      assertThat(question.type()).isEqualTo("publish.authorize");
      assertThat(question.body())
          .contains("\"streamId\":\"show\"", "\"remoteAddress\":\"127.0.0.1:", "\"agent\":\"FMLE")
          .contains("\"serverUrl\":\"" + server.rtmpUrl() + "\"")
          .doesNotContain(server.key("show"));
    }
  }

  @ParameterizedTest
  @EnumSource(FfmpegProgram.class)
  void tellsThePublisherWhyItIsRefused(FfmpegProgram program) {
    try (WebhookReceiver receiver =
            new WebhookReceiver(
                WebhookReceiver.answer(
                    200, "{\"allow\":false,\"reason\":\"Closed on Sundays.\"}"));
        RunningServer server = asking(receiver, "allow");
        ExternalProcess publisher = publish(program, server)) {
      assertThat(publisher.awaitExit(20)).isNotZero();

      assertThat(publisher.output()).contains("Closed on Sundays.");
      assertThat(server.hub().streams()).isEmpty();
    }
  }

  @Test
  void publishesUnderTheNameThatTheWebhookGives() {
    try (WebhookReceiver receiver =
            new WebhookReceiver(
                WebhookReceiver.answer(200, "{\"allow\":true,\"streamId\":\"stage\"}"));
        RunningServer server = asking(receiver, "refuse");
        ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
      awaitLive(server, publisher, "stage");

      assertThat(server.hub().find(StreamId.of("show"))).isEmpty();
    }
  }

  @Test
  void letsInWithoutAnAnswerWhereSoSet() {
    CountDownLatch end = new CountDownLatch(1);
    try (WebhookReceiver receiver = new WebhookReceiver((_, _) -> hang(end));
        RunningServer server = asking(receiver, "allow");
        ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
      awaitLive(server, publisher, "show");
      end.countDown();
    }
  }

  @Test
  void refusesWithoutAnAnswerWhereSoSet() {
    CountDownLatch end = new CountDownLatch(1);
    try (WebhookReceiver receiver = new WebhookReceiver((_, _) -> hang(end));
        RunningServer server = asking(receiver, "refuse");
        ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
      assertThat(publisher.awaitExit(20)).isNotZero();

      assertThat(publisher.output()).contains("cannot be found out whether you may publish");
      end.countDown();
    }
  }

  @Test
  void tellsOfABeginningALossAReturnAndTheEnd() throws IOException, InterruptedException {
    try (WebhookReceiver receiver = new WebhookReceiver();
        RunningServer server =
            RunningServer.openWith(
                Map.of(
                    "VITRINE_PUBLISH_AUTH",
                    "key",
                    "VITRINE_RECONNECT_GRACE_SECONDS",
                    "30",
                    "VITRINE_WEBHOOKS_URLS",
                    receiver.url().toString(),
                    "VITRINE_WEBHOOKS_SECRET",
                    SECRET))) {
      try (ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
        awaitLive(server, publisher, "show");
      }
      awaitTypes(receiver, "stream.started", "stream.reconnecting");
      try (ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
        awaitTypes(receiver, "stream.started", "stream.reconnecting", "stream.resumed");
        publisher.interrupt();
        assertThat(publisher.awaitExit(20)).isNotNegative();
      }
      awaitTypes(
          receiver, "stream.started", "stream.reconnecting", "stream.resumed", "stream.ended");

      assertThat(receiver.messages()).allMatch(message -> message.isSignedWith(SECRET));
      assertThat(server.get(server.admin("/api/v1/webhooks")).body())
          .contains("\"host\":\"127.0.0.1:", "\"queued\":0", "\"delivered\":4", "\"failed\":0")
          .contains("\"lastStatus\":204", "\"lastError\":null")
          .doesNotContain("/hook");
      assertThat(server.get(server.admin("/metrics")).body())
          .contains("vitrine_webhook_delivered_total{endpoint=\"0\"} 4.0");
    }
  }

  @Test
  void tellsOfTheEndWhenTheServerStops() {
    try (WebhookReceiver receiver = new WebhookReceiver();
        RunningServer server =
            RunningServer.openWith(
                Map.of(
                    "VITRINE_PUBLISH_AUTH",
                    "key",
                    "VITRINE_WEBHOOKS_URLS",
                    receiver.url().toString()));
        ExternalProcess publisher = publish(FfmpegProgram.BUNDLED, server)) {
      awaitLive(server, publisher, "show");

      server.stop();

      assertThat(receiver.types()).containsExactly("stream.started", "stream.ended");
    }
  }

  private static void awaitTypes(WebhookReceiver receiver, String... types) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(receiver.types()).containsExactly(types));
  }
}
