package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may send about recordings that is wrong. */
class RecordingBadInputIT {
  /** A request that is wrong, and the status that it is answered with. */
  private record Case(String method, String path, String body, int status, String reason) {
    static Case of(String line) {
      String[] parts = line.split("\\|", -1);
      return new Case(
          parts[0].strip(),
          parts[1].strip(),
          parts[2].strip(),
          Integer.parseInt(parts[3].strip()),
          parts[4].strip());
    }
  }

  @TempDir private static Path folder;

  private RunningServer server;
  private RecordingApiClient api;
  private Config recording;

  @BeforeEach
  void record() throws Exception {
    server =
        RunningServer.openWith(
            Map.of(
                "VITRINE_RECORDING_FORMAT", "mp4", "VITRINE_RECORDING_FOLDER", folder.toString()));
    api = new RecordingApiClient(server);
    if (api.recordings().isEmpty()) {
      try (FfmpegPublisher publisher =
          FfmpegPublisher.publish(
              FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("show"))) {
        var _ = api.awaitMillis(1_000);
        assertThat(publisher.isRunning()).isTrue();
      }
    }
    recording = api.awaitState("ready");
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  private String withId(String text) {
    return text.replace("$ID", recording.getString("id"));
  }

  @Test
  void refusesPathsThatNameNothing() throws Exception {
    String cases =
        """
        GET    | /vod/                                        | |404 |
        GET    | /vod/x                                     | |404 |
        GET    | /vod/x.mp4                                 | |404 |
        GET    | /vod/.mp4                                  | |400 |
        GET    | /vod/a%2f..%2fb.mp4                    | |400 |
        GET    | /vod/..%00.mp4                           | |400 |
        GET    | /vod/../../etc/passwd                  | |404 |
        GET    | /vod/x/index.m3u8                        | |404 |
        GET    | /vod/$ID.flv                             | |404 |
        GET    | /vod/$ID.json                            | |404 |
        GET    | /vod/$ID/$ID.json                        | |404 |
        GET    | /vod/$ID/..                                | |404 |
        GET    | /vod/$ID/..%2f..%2fstream-keys     | |404 |
        GET    | /vod/$ID/index.m3u8/more             | |404 |
        GET    | /vod/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.mp4 | |400 |
        POST   | /vod/$ID.mp4                             | |405 |
        DELETE | /vod/$ID.mp4                             | |405 |
        """;
    for (String line : cases.strip().split("\n", -1)) {
      Case wrong = Case.of(line);
      HttpResponse<String> answer =
          server.send(
              HttpRequest.newBuilder(server.playback(withId(wrong.path())))
                  .method(wrong.method(), HttpRequest.BodyPublishers.noBody()));

      assertThat(answer.statusCode()).as(line).isEqualTo(wrong.status());
      assertThat(answer.body()).as(line).doesNotContain(folder.toString());
    }
  }

  @Test
  void answersRanges() throws Exception {
    String cases =
        """
        GET | bytes=0-9 | | 206 | 10
        GET | bytes=-5 | | 206 | 5
        GET | bytes=99999999999- | | 416 |
        GET | bytes=5-2 | | 200 |
        GET | bytes=0-1,3-4 | | 200 |
        GET | lines=0-1 | | 200 |
        GET | bytes=x | | 200 |
        GET | bytes=99999999999999999999- | | 200 |
        """;
    long size = recording.getLong("bytes");
    for (String line : cases.strip().split("\n", -1)) {
      Case range = Case.of(line);
      HttpResponse<String> answer =
          server.send(
              HttpRequest.newBuilder(server.playback(recording.getString("urls.mp4")))
                  .header("Range", range.path()));

      assertThat(answer.statusCode()).as(line).isEqualTo(range.status());
      if (range.status() != 416) {
        long expected = range.reason().isEmpty() ? size : Long.parseLong(range.reason());
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(expected);
      }
      assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }
  }

  @Test
  void refusesRequestsWithTheReason() {
    String cases =
        """
        GET | recordings?limit=0 |  | 400 | limit
        GET | recordings?limit=1001 |  | 400 | limit
        GET | recordings?limit=x |  | 400 | limit
        GET | recordings?stream=a%2fb |  | 400 | stream
        GET | recordings?before=.. |  | 400 | before
        POST | recordings | {} | 405 | Allowed
        GET | recordings/none |  | 404 | none
        GET | recordings/a%20b |  | 400 | recordingId
        DELETE | recordings/none |  | 404 | none
        PUT | recordings/$ID | {} | 405 | Allowed
        GET | recordings/$ID/more |  | 404 | Nothing
        GET | streams/none/recording |  | 404 | not live
        PUT | streams/none/recording | {"format": "avi"} | 400 | mp4, flv, both
        PUT | streams/none/recording | {"format": "mp4"} | 404 | not live
        PUT | streams/a%2f/recording |  | 400 | streamId
        POST | streams/none/recording | {} | 405 | Allowed
        GET | clips |  | 405 | POST
        POST | clips | [] | 400 | object
        POST | clips | {} | 400 | either
        POST | clips | {"recording": "a", "stream": "b"} | 400 | either
        POST | clips | {"recording": "../a"} | 400 | allowed
        POST | clips | {"stream": "none"} | 404 | no such
        POST | clips | {"recording": "$ID"} | 400 | startMillis
        POST | clips | {"recording": "$ID", "startMillis": -1, "endMillis": 5} | 400 | is -1
        POST | clips | {"recording": "$ID", "startMillis": 500, "endMillis": 500} | 400 | endMillis
        POST | clips | {"recording": "$ID", "startMillis": 0, "endMillis": 99999999} | 400 | endMillis
        POST | clips | {"recording": "$ID", "from": "now", "to": "then"} | 400 | from
        POST | clips | {"recording": "$ID", "from": "2001-01-01T00:00:00Z", "to": "2001-01-02T00:00:00Z"} | 400 | outside
        """;
    for (String line : cases.strip().split("\n", -1)) {
      Case wrong = Case.of(line);
      HttpResponse<String> answer =
          api.send(wrong.method(), withId(wrong.path()), withId(wrong.body()));

      assertThat(answer.statusCode()).as(line + answer.body()).isEqualTo(wrong.status());
      assertThat(answer.body()).as(line).contains(wrong.reason()).contains("\"title\"");
    }
  }
}
