package live.vitrine.media.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import live.vitrine.media.hub.PublisherConnection.CloseReason;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.streamkey.KeyVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest {
  private static final StreamId DEMO = StreamId.of("demo");

  @TempDir Path data;
  private AdminPort port;

  @BeforeEach
  void open() throws IOException {
    port = new AdminPort(data);
    port.readiness.change(Readiness.State.READY);
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void listsStreamsInTheOrderOfTheirNames() {
    port.publish("b");
    port.publish("a");

    assertThat(port.get("/api/v1/streams"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: application/json\r\n", "cache-control: no-store\r\n")
        .containsPattern("\\{\"streams\":\\[\\{\"id\":\"a\",.*\\},\\{\"id\":\"b\",.*\\}\\]\\}$");
  }

  @Test
  void showsOneStream() {
    port.publish("demo");

    assertThat(port.get("/api/v1/streams/demo"))
        .contains(
            "{\"id\":\"demo\",\"state\":\"live\",\"startedAt\":\"",
            "\"publisher\":{\"remoteAddress\":\"192.0.2.1:5000\",\"agent\":\"a \\\"test\\\"\"}",
            "\"video\":null,\"audio\":null,\"videoTracks\":[],\"audioTracks\":[],\"bitsPerSecond\":0,\"keyFrameIntervalMillis\":0",
            "\"viewers\":{\"http-flv\":0,\"ws-flv\":0,\"rtmp\":0,\"hls\":0,\"total\":0}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/streams/demo, streamId",
    "GET, /api/v1/streams/demo/viewers, streamId",
    "DELETE, /api/v1/streams/demo/publisher, streamId",
    "DELETE, /api/v1/viewers/7, viewerId",
    "GET, /api/v1/nothing, ",
    "GET, /api/v1/streams/demo/, ",
    "GET, /api/v1/streams/demo/viewers/1, ",
    "GET, /api/v2/streams, "
  })
  void saysWhatIsNotThere(String method, String path, String field) {
    String answer = port.send("%s %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(method, path));

    assertThat(answer)
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .contains("content-type: application/problem+json\r\n", "\"status\":404");
    if (field != null) {
      assertThat(answer).endsWith("\"field\":\"" + field + "\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "..", "", "a.b", "%00"})
  void refusesWhatIsNoStreamId(String name) {
    assertThat(port.get("/api/v1/streams/" + name))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .endsWith("\"field\":\"streamId\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "", "99999999999999999999"})
  void refusesWhatIsNoViewerId(String id) {
    assertThat(port.delete("/api/v1/viewers/" + id))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .endsWith("\"field\":\"viewerId\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/streams, 'GET, HEAD'",
    "DELETE, /api/v1/server, 'GET, HEAD'",
    "GET, /api/v1/streams/demo/publisher, DELETE",
    "GET, /api/v1/streams/demo/key, PUT",
    "GET, /api/v1/viewers/1, DELETE",
    "POST, /metrics, 'GET, HEAD'",
    "PUT, /healthz, 'GET, HEAD'"
  })
  void namesTheAllowedMethods(String method, String path, String allowed) {
    assertThat(port.send("%s %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(method, path)))
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
        .contains("allow: " + allowed + "\r\n");
  }

  @Test
  void answersHeadWithoutABody() {
    assertThat(port.send("HEAD /api/v1/streams HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains("content-length: 14\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void closesThePublisher() {
    port.publish("demo");

    assertThat(port.delete("/api/v1/streams/demo/publisher"))
        .startsWith("HTTP/1.1 204 No Content\r\n");

    assertThat(port.closed).containsExactly(CloseReason.KICKED);
  }

  @Test
  void answersWhenClosingThePublisherFails() {
    port.publish("demo");
    port.closingFails = true;

    assertThat(port.put("/api/v1/streams/demo/key", "{\"minimumGeneration\":3}"))
        .startsWith("HTTP/1.1 500");
  }

  @Test
  void revokesOlderKeysAndClosesThePublisher() {
    port.publish("demo");
    String old = port.keys.key(DEMO);

    String answer = port.put("/api/v1/streams/demo/key", "{\"minimumGeneration\":3}");

    assertThat(answer)
        .endsWith(
            "{\"streamId\":\"demo\",\"minimumGeneration\":3,\"key\":\"%s\"}"
                .formatted(port.keys.key(DEMO, 3)));
    assertThat(port.keys.verify(old)).isInstanceOf(KeyVerdict.Refused.class);
    assertThat(port.closed).containsExactly(CloseReason.KICKED);
  }

  @Test
  void leavesThePublisherWhenNothingNewIsRevoked() throws IOException {
    port.keys.revokeBefore(DEMO, 5);
    port.publish("demo");

    assertThat(port.put("/api/v1/streams/demo/key", "{\"minimumGeneration\":4}"))
        .contains("\"minimumGeneration\":5,");

    assertThat(port.closed).isEmpty();
  }

  @Test
  void saysSoWhenTheRevocationCannotBeKept() throws IOException {
    Files.createDirectories(data.resolve("key-generations.new/not-empty"));

    assertThat(port.put("/api/v1/streams/demo/key", "{\"minimumGeneration\":3}"))
        .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
        .contains("Nothing is revoked");

    assertThat(port.keys.minimumGeneration(DEMO)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"minimumGeneration\":-1}|is -1; allowed: 0 to 2147483647|minimumGeneration",
        "{\"minimumGeneration\":2147483648}|is 2147483648; allowed|minimumGeneration",
        "{}|missing; allowed|minimumGeneration",
        "{\"generation\":1}|unknown; known are minimumGeneration|generation"
      })
  void namesTheWrongField(String body, String detail, String field) {
    assertThat(port.put("/api/v1/streams/demo/key", body))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains(detail)
        .endsWith("\"field\":\"" + field + "\"}");
  }

  @Test
  void takesBodiesInJsonOnly() {
    assertThat(
            port.send(
                """
                PUT /api/v1/streams/demo/key HTTP/1.1\r
                Host: localhost\r
                Content-Type: text/plain\r
                Content-Length: 23\r
                \r
                {"minimumGeneration":3}\
                """))
        .startsWith("HTTP/1.1 415 Unsupported Media Type\r\n");
    assertThat(port.keys.minimumGeneration(DEMO)).isZero();
  }

  @Test
  void showsTheServer() {
    assertThat(port.get("/api/v1/server"))
        .contains(
            "{\"version\":\"1.2.3\",\"instanceId\":\"here\",\"state\":\"ready\",",
            "\"ports\":{\"rtmp\":1935,\"http\":8000,\"admin\":8001}",
            "\"counters\":{\"rtmpConnections\":0,");
  }

  @Test
  void putsAnEventOnTheStreamsClock() {
    port.publish("demo");

    assertThat(
            postEvent(
                "{\"id\":\"p1\",\"name\":\"pin\",\"durationMillis\":5000,\"data\":{\"a\":[1]}}"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("{\"id\":\"p1\",\"name\":\"pin\",\"timeMillis\":0,\"durationMillis\":5000}");
    assertThat(delete("/api/v1/streams/demo/events/p1"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\"durationMillis\":0");
    assertThat(delete("/api/v1/streams/demo/events/p1"))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .endsWith("\"field\":\"eventId\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name",
        "{'name':'a b'}|name",
        "{'name':7}|name",
        "{'name':'pin','id':''}|id",
        "{'name':'pin','durationMillis':-1}|durationMillis",
        "{'name':'pin','durationMillis':86400001}|durationMillis",
        "{'name':'pin','durationMillis':'5'}|durationMillis",
        "{'name':'pin','wrong':1}|wrong",
        "{'name':{'a':1}}|name",
        "{'name':'pin','data':{|",
        "[]|",
        "|",
      })
  void refusesAnEventThatIsNone(String body, String field) {
    port.publish("demo");

    assertThat(postEvent(body == null ? "" : body.replace('\'', '"')))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .endsWith(field == null ? "}" : "\"field\":\"" + field + "\"}");
  }

  @Test
  void refusesAnEventWithTooMuchData() {
    port.publish("demo");
    String fits = "x".repeat(TimedEvent.MAX_DATA_BYTES - 2);

    assertThat(postEvent("{\"name\":\"pin\",\"data\":\"" + fits + "\"}")).contains(" 200 OK");
    assertThat(postEvent("{\"name\":\"pin\",\"data\":\"" + fits + "x\"}"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("has 4097 bytes, at most 4096 allowed");
  }

  private String postEvent(String body) {
    return port.send(
        "POST /api/v1/streams/demo/events HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body));
  }

  private String delete(String path) {
    return port.send("DELETE %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
  }
}
