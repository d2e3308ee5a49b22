package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;

class MediaServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void showsALiveStreamToOperatorAndPublic() throws Exception {
    try (RunningServer server = RunningServer.start();
        FfmpegPublisher publisher = publish(server, server.key("demo"))) {
      awaitLive(server, "demo");

      // Rates show after the first two seconds.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(server.get(server.admin("/api/v1/streams/demo")).body())
                  .containsPattern("\"codec\":\"avc1.[0-9a-f]{6}\",\"width\":320,\"height\":180")
                  .containsPattern("\"framesPerSecond\":2[3-7]\\.")
                  .contains("\"codec\":\"mp4a.40.2\",\"sampleRate\":44100,\"channels\":2")
                  .contains("\"keyFrameIntervalMillis\":1000"));
      assertThat(server.get(server.playback("/streams.json")).body())
          .contains(
              "{\"streams\":[{\"id\":\"demo\",",
              "\"urls\":{\"flv\":\"/live/demo.flv\",\"hls\":\"/live/demo/index.m3u8\"}}],",
              "\"rtmpPort\":" + server.ports().rtmp());
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  @Test
  void countsWhatHappens() throws Exception {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher = publish(server, "demo")) {
      awaitLive(server, "demo");
      try (HttpClient client = HttpClient.newHttpClient();
          InputStream media = watch(client, server)) {
        assertThat(media.readNBytes(20_000)).startsWith('F', 'L', 'V', 1, 5);
        assertThat(server.get(server.admin("/metrics")).body())
            .contains(
                "vitrine_streams{state=\"live\"} 1.0",
                "vitrine_publishers 1.0",
                "vitrine_viewers{protocol=\"http-flv\"} 1.0",
                "vitrine_viewers_started_total 1.0",
                "vitrine_rtmp_connections 1.0",
                "vitrine_http_responses_total{port=\"playback\",status=\"200\"} ",
                "vitrine_event_loop_lag_seconds{loop=\"0\"} ",
                "process_open_fds ",
                "vitrine_gc_time_seconds_total")
            .containsPattern("vitrine_viewer_sent_bytes_total [1-9]")
            .containsPattern("vitrine_rtmp_received_bytes_total [1-9]");
        client.shutdownNow();
      }
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  @Test
  void closesAViewerByItsNumber() throws Exception {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher = publish(server, "demo");
        HttpClient client = HttpClient.newHttpClient()) {
      awaitLive(server, "demo");
      try (InputStream media = watch(client, server)) {
        assertThat(media.readNBytes(1_000)).hasSize(1_000);
        String viewers = server.get(server.admin("/api/v1/streams/demo/viewers")).body();
        assertThat(viewers).startsWith("{\"total\":1,").contains("\"protocol\":\"http-flv\"");
        String id = viewers.replaceFirst(".*\"id\":([0-9]+).*", "$1");

        assertThat(delete(server, "/api/v1/viewers/" + id)).isEqualTo(204);

        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(server.get(server.admin("/api/v1/streams/demo/viewers")).body())
                    .startsWith("{\"total\":0,"));
        assertThat(delete(server, "/api/v1/viewers/" + id)).isEqualTo(404);
      }
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  @Test
  void closesThePublisherAndKeepsItOutOnceItsKeyIsRevoked() throws Exception {
    try (RunningServer server = RunningServer.start();
        FfmpegPublisher publisher = publish(server, server.key("demo"))) {
      awaitLive(server, "demo");
      String old = server.key("demo");

      HttpResponse<String> answer =
          server.send(
              HttpRequest.newBuilder(server.admin("/api/v1/streams/demo/key"))
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"minimumGeneration\":1}")));

      assertThat(answer.body()).contains(server.key("demo"));
      await().atMost(PATIENCE).until(() -> !publisher.isRunning());
      try (FfmpegPublisher second = publish(server, old)) {
        await().atMost(PATIENCE).until(() -> !second.isRunning());
        assertThat(server.get(server.admin("/api/v1/streams")).body())
            .isEqualTo("{\"streams\":[]}");
      }
    }
  }

  @Test
  void endsViewersAndPublishersProperlyWhenItStops() throws Exception {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher = publish(server, "demo");
        HttpClient client = HttpClient.newHttpClient()) {
      awaitLive(server, "demo");
      try (InputStream media = watch(client, server)) {
        assertThat(media.readNBytes(1_000)).hasSize(1_000);
        Thread stopping = Thread.ofVirtual().start(server::stop);

        // Would throw for a response that is cut off before its terminator.
        assertThat(media.readAllBytes()).isNotEmpty();

        assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        await().atMost(PATIENCE).until(() -> !publisher.isRunning());
      }
    }
  }

  @Test
  void servesThePageAtTheRootAndBehindTheInstancesName() throws Exception {
    try (RunningServer server = RunningServer.open()) {
      HttpResponse<String> index = server.get(server.playback("/"));
      String path = index.body().replaceFirst("(?s).*<script[^>]*src=\"([^\"]+)\".*", "/$1");

      assertThat(index.headers().firstValue("Content-Security-Policy")).isPresent();
      for (String prefix : List.of("", "/" + RunningServer.INSTANCE_ID)) {
        assertThat(server.get(server.playback(prefix + "/")).body()).isEqualTo(index.body());
        assertThat(server.get(server.playback(prefix + path)).headers().firstValue("Content-Type"))
            .hasValue("text/javascript; charset=utf-8");
      }
    }
  }

  private static FfmpegPublisher publish(RunningServer server, String key) throws IOException {
    return FfmpegPublisher.publish(
        FfmpegProgram.BUNDLED, TestMedia.standard().withSize(320, 180), server.publishAddress(key));
  }

  private static void awaitLive(RunningServer server, String id) {
    await()
        .atMost(PATIENCE)
        .until(() -> server.get(server.playback("/streams.json")).body().contains(id));
  }

  private static InputStream watch(HttpClient client, RunningServer server)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.playback("/live/demo.flv")).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static int delete(RunningServer server, String path)
      throws IOException, InterruptedException {
    return server.send(HttpRequest.newBuilder(server.admin(path)).DELETE()).statusCode();
  }
}
