package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;

/** Many players that wait for the same part, on real sockets and several event loops. */
class BlockingReloadIT {
  private static final int PLAYERS = 300;
  private static final int ROUNDS = 8;
  private static final Pattern HINT = Pattern.compile("URI=\"(\\S+-main-(\\d+)\\.(\\d+)\\.m4s)\"");

  @Test
  void answersAllWhoWaitForAPartWithTheSameBytes() throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.open();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("demo"))) {
      URI playlist = server.playback("/live/demo/main.m3u8?wait=10");
      String text = server.get(playlist).body();
      for (int round = 0; round < ROUNDS; round++) {
        Matcher hint = lastHint(text);
        String query = "main.m3u8?_HLS_msn=%s&_HLS_part=%s".formatted(hint.group(2), hint.group(3));
        List<CompletableFuture<HttpResponse<String>>> playlists = new ArrayList<>();
        List<CompletableFuture<HttpResponse<byte[]>>> parts = new ArrayList<>();
        for (int i = 0; i < PLAYERS; i++) {
          playlists.add(
              http.sendAsync(get(playlist.resolve(query)), HttpResponse.BodyHandlers.ofString()));
          if (i % 10 == 0) {
            URI part = playlist.resolve(hint.group(1));
            parts.add(http.sendAsync(get(part), HttpResponse.BodyHandlers.ofByteArray()));
          }
        }
        byte[] bytes = parts.getFirst().join().body();
        for (CompletableFuture<HttpResponse<byte[]>> part : parts) {
          assertThat(part.join().statusCode()).isEqualTo(200);
          assertThat(part.join().body()).isEqualTo(bytes);
        }
        for (CompletableFuture<HttpResponse<String>> answer : playlists) {
          text = answer.join().body();
          assertThat(answer.join().statusCode()).as(text).isEqualTo(200);
          assertThat(text).contains("URI=\"%s\"".formatted(hint.group(1)));
        }
      }
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  private static Matcher lastHint(String playlist) {
    Matcher hint = HINT.matcher(playlist.substring(playlist.indexOf("#EXT-X-PRELOAD-HINT")));
    assertThat(hint.find()).as(playlist).isTrue();
    return hint;
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
  }
}
