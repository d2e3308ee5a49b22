package live.vitrine.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Stream;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection can be made to say. */
final class ProtocolIT {
  /** More than can be worked on at a time. */
  private static final int MANY = 2_100;

  private static final int PIPELINED = 100;

  private static RunningWebApp app;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static String ask(String text) {
    try (RawHttp raw = new RawHttp(app.url())) {
      return raw.send(text).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  private static String get(String target) {
    return ask("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  /** What cannot be read must not take a place for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"/search?q=%zz", "/api/v1/products?q=%zz", "/pictures/%zz/1.jpg"})
  void isNotUsedUpByAddressesThatCannotBeRead(String target) {
    String one = "GET " + target + " HTTP/1.1\r\nHost: x\r\n";
    for (int sent = 0; sent < MANY; sent += PIPELINED) {
      String answers =
          ask((one + "\r\n").repeat(PIPELINED - 1) + one + "Connection: close\r\n\r\n");
      assertThat(answers).contains("HTTP/1.1 400");
    }

    assertThat(get("/")).startsWith("HTTP/1.1 200");
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("an address too long", "GET /" + "a".repeat(5_000) + " HTTP/1.1", "", 414),
        Arguments.of("a header too long", "GET / HTTP/1.1", "X: " + "a".repeat(20_000), 431),
        Arguments.of("headers too many", "GET / HTTP/1.1", "X: aaaaaa\r\n".repeat(3_000), 431),
        Arguments.of("no version", "GET /", "", 400),
        Arguments.of("another version", "GET / HTTP/9.9", "", 501),
        Arguments.of(
            "two lengths", "POST /sign-in HTTP/1.1", "Content-Length: 5\r\nContent-Length: 6", 400),
        Arguments.of("a length below zero", "POST /sign-in HTTP/1.1", "Content-Length: -1", 400),
        Arguments.of("a length with a sign", "POST /sign-in HTTP/1.1", "Content-Length: +3", 400),
        Arguments.of(
            "an unknown coding", "POST /sign-in HTTP/1.1", "Transfer-Encoding: xchunked", 400),
        Arguments.of("a space before the colon", "GET / HTTP/1.1", "Host : x", 400),
        Arguments.of("a zero in a header", "GET / HTTP/1.1", "X: a\0b", 400),
        Arguments.of("a trace", "TRACE / HTTP/1.1", "", 405),
        Arguments.of("an unknown method", "STEAL / HTTP/1.1", "", 405),
        Arguments.of(
            "a method in a header", "GET /sign-out HTTP/1.1", "X-HTTP-Method-Override: POST", 405),
        Arguments.of("a query that cannot be read", "GET /?a=%zz HTTP/1.1", "", 400),
        Arguments.of("another site's address", "GET http://evil.example/ HTTP/1.1", "", 200));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void answers(String what, String line, String headers, int status) {
    String more = headers.isEmpty() ? "" : headers + "\r\n";

    String answer = ask(line + "\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n");

    assertThat(answer)
        .as(what)
        .matches("(?s)HTTP/[0-9.]+ " + status + " .*")
        .doesNotContain("Exception");
  }

  @Test
  void servesOneRequestWhereLengthAndCodingDisagree() {
    String answer =
        ask(
            lines(
                "POST /sign-in HTTP/1.1",
                "Host: x",
                "Content-Length: 44",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /healthz HTTP/1.1",
                "Host: x",
                "Connection: close",
                "",
                ""));

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("ok\n");
  }

  @Test
  void servesTheOldProtocol() {
    assertThat(ask("GET /healthz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200").endsWith("ok\n");
  }

  @Test
  void doesNotGoOverToHttp2() {
    String answer =
        ask(
            lines(
                "GET /healthz HTTP/1.1",
                "Host: x",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__",
                "",
                "GET /healthz HTTP/1.1",
                "Host: x",
                "Connection: close",
                "",
                ""));

    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("101 ");
  }

  @Test
  void closesWhoSendsNoHeader() throws Exception {
    try (RawHttp idle = new RawHttp(app.url());
        RawHttp slow = new RawHttp(app.url())) {
      slow.send("GET / HTTP/1.1\r\n");
      Thread drip = Thread.ofVirtual().start(() -> drip(slow));

      assertThat(slow.isClosedWithin(Duration.ofSeconds(14))).isTrue();
      assertThat(idle.isClosedWithin(Duration.ofSeconds(4))).isTrue();
      drip.interrupt();
    }
  }

  /**
   * A byte now and then, so that the connection is never idle. The sleep is the slow client itself:
   * nothing waits for it, and the server ends it.
   */
  private static void drip(RawHttp raw) {
    try {
      while (true) {
        raw.send("X");
        Thread.sleep(500);
      }
    } catch (IOException | InterruptedException _) {
      // It was closed, as it should be.
    }
  }
}
