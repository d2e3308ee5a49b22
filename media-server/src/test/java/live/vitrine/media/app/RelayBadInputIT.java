package live.vitrine.media.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import live.vitrine.media.testing.NumberedStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other servers that are none, or bad ones. */
class RelayBadInputIT {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: video/x-flv\r\n\r\n";
  private static final String FLV = "FLV\1\5\0\0\0\11\0\0\0\0";

  /** Says the same to everybody, whatever they say, and leaves the connection open. */
  private static final class OtherServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final byte[] answer;
    private final boolean hangsUp;

    OtherServer(String answer, boolean hangsUp) {
      try {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.answer = answer.getBytes(ISO_8859_1);
      this.hangsUp = hangsUp;
      Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
      try {
        while (true) {
          Socket socket = listening.accept();
          sockets.add(socket);
          socket.getOutputStream().write(answer);
          if (hangsUp) {
            socket.close();
          }
        }
      } catch (IOException _) {
        // Closed at the end of the test, or hung up on, which is what is tested.
      }
    }

    int port() {
      return listening.getLocalPort();
    }

    @Override
    public void close() {
      try {
        listening.close();
        for (Socket socket : sockets) {
          socket.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Stream<Arguments> sources() {
    String redirect = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n";
    String page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>";
    String endless = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5_000);
    return Stream.of(
        arguments("http", "hello\r\n\r\n", false, "waiting", "not HTTP"),
        arguments("http", "", true, "waiting", "the connection was lost"),
        arguments("http", "", false, "waiting", "no media within 10 s"),
        arguments("http", redirect, false, "refused", "answered 302: redirects are not followed"),
        arguments("http", page, false, "waiting", "not FLV: NOT_FLV: byte 0 is 0x3c"),
        arguments("http", endless, false, "waiting", "not HTTP"),
        arguments("http", "HTTP/1.1 403 No\r\n\r\n", false, "refused", "answered 403"),
        arguments("http", "HTTP/1.1 500 No\r\n\r\n", false, "waiting", "answered 500"),
        arguments("http", OK + FLV, false, "waiting", "no media within 10 s"),
        arguments(
            "http", OK + FLV + "\11\177\377\377\0\0\0\0\0\0\0", false, "waiting", "TAG_TOO_LONG"),
        arguments("rtmp", "HTTP/1.1 200 OK\r\n\r\n", false, "waiting", "not RTMP: NOT_RTMP"),
        arguments("rtmp", "\3", false, "waiting", "no leave within 10 s"),
        arguments(
            "rtmp", "\3" + "x".repeat(3_072) + "\377".repeat(500), false, "waiting", "not RTMP"),
        arguments("rtmps", "hello, this is no TLS", false, "waiting", "TLS"));
  }

  @ParameterizedTest(name = "{0} {3} {4}")
  @MethodSource("sources")
  void saysWhatIsWrongWithASource(
      String scheme, String answer, boolean hangsUp, String state, String error) throws Exception {
    try (OtherServer other = new OtherServer(answer, hangsUp);
        RunningServer server = RunningServer.open()) {
      String address = scheme + "://127.0.0.1:" + other.port() + "/live/show.flv?token=secret";
      assertThat(server.put("/api/v1/relay/show", "{\"url\":\"" + address + "\"}").statusCode())
          .isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(server.get(server.admin("/api/v1/relay/show")).body())
                  .contains("\"state\":\"" + state + "\"", error)
                  .doesNotContain("secret"));
      assertThat(server.hub().streams()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithATargetAndLeavesTheStreamAlone() throws Exception {
    try (OtherServer other = new OtherServer("\3" + "x".repeat(100), false);
        RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      String path = "/api/v1/streams/show/push/bad";
      String address = "rtmp://127.0.0.1:" + other.port() + "/live/secret";
      assertThat(server.put(path, "{\"url\":\"" + address + "\"}").statusCode()).isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(server.get(server.admin(path)).body())
                  .contains("no leave within 10 s")
                  .doesNotContain("secret"));
      assertThat(publisher.isHungUpOn()).isFalse();
    }
  }

  @Test
  void saysThatAHostIsNotKnown() throws Exception {
    try (RunningServer server = RunningServer.open()) {
      assertThat(
              server
                  .put("/api/v1/relay/show", "{\"url\":\"rtmp://no-such-host.invalid/live/x\"}")
                  .statusCode())
          .isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(server.get(server.admin("/api/v1/relay/show")).body())
                  .contains("host no-such-host.invalid is not known"));
    }
  }

  @Test
  void bindsTheNumberOfTargets() throws Exception {
    try (RunningServer server = RunningServer.open()) {
      for (int i = 0; i < 16; i++) {
        assertThat(put(server, i)).isEqualTo(200);
      }
      assertThat(put(server, 16)).isEqualTo(409);
      assertThat(put(server, 15)).isEqualTo(200);
    }
  }

  private static int put(RunningServer server, int number)
      throws IOException, InterruptedException {
    return server
        .put(
            "/api/v1/streams/show/push/target-" + number, "{\"url\":\"rtmp://127.0.0.1:1/live/x\"}")
        .statusCode();
  }
}
