package live.vitrine.media.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.vitrine.media.http.HttpCounters.Refusal;
import live.vitrine.media.testing.EmbeddedHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static final String GET = "GET /live/a HTTP/1.1\r\nHost: a\r\n\r\n";

  private final CompletableFuture<String> later = new CompletableFuture<>();
  private EmbeddedHttp client = new EmbeddedHttp(this::answer);

  private boolean answer(HttpExchange exchange) {
    switch (exchange.path()) {
      case "/live/a" -> {
        if (exchange.method().equals(HttpMethod.GET)) {
          exchange.respondText(HttpResponseStatus.OK, "a" + exchange.body());
        } else {
          exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
        }
      }
      case "/later" ->
          exchange.respondWith(later, text -> exchange.respondText(HttpResponseStatus.OK, text));
      case "/fault" ->
          exchange.guarded(() -> {
            throw new IllegalStateException("as the test wants it");
          });
      default -> {
        return false;
      }
    }
    return true;
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: "})
  void givesTheFirstHeaderTenSeconds(String begun) {
    client.send(begun);
    client.pass(9_999);
    assertThat(client.isOpen()).isTrue();
    client.pass(1);

    assertThat(client.isOpen()).isFalse();
    assertThat(client.counters.refused(Refusal.HEADER_TOO_SLOW)).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: "})
  void givesAHeaderThatCameWithAnEarlierRequestNoMoreTime(String begun) {
    client.send(GET + begun);
    assertThat(client.received()).startsWith("HTTP/1.1 200");
    client.pass(10_000);

    assertThat(client.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET / HTTP/1.1\r\n",
        "PUT /live/a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx"
      })
  void givesAHeaderThatCameDuringAnExchangeNoMoreTime(String begun) {
    client.close();
    client = new EmbeddedHttp(HttpLimits.ADMIN, "", this::answer);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    client.send(begun);
    client.pass(30_000);
    assertThat(client.isOpen()).isTrue();
    later.complete("late");
    client.run();
    client.pass(10_000);

    assertThat(client.received()).endsWith("late\n");
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void staysOpenBetweenRequests() {
    client.send(GET + GET);
    client.pass(74_999);
    assertThat(client.isOpen()).isTrue();
    client.pass(1);

    assertThat(client.isOpen()).isFalse();
    assertThat(client.counters.refused(Refusal.HEADER_TOO_SLOW)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /live/a HTTP/1.1\r\n\r\n",
        "GET /live/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /live/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /live/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
        "POST /live/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
      })
  void refusesWhatCanBeReadInTwoWays(String request) {
    client.send(request + GET);

    assertThat(client.received()).startsWith("HTTP/1.1 400").doesNotContain("200 OK");
    assertThat(client.isOpen()).isFalse();
    assertThat(client.counters.refused(Refusal.MALFORMED)).isOne();
  }

  @Test
  void needsNoHostInHttp10() {
    client.send("GET /live/a HTTP/1.0\r\n\r\n");

    assertThat(client.received()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\na\n");
    assertThat(client.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "Content-Length: 100\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void saysWhatIsAllowedWhereNoBodiesAre(String body) {
    client.send("POST /live/a HTTP/1.1\r\nHost: a\r\n" + body);

    assertThat(client.received())
        .startsWith("HTTP/1.1 405")
        .contains("allow: GET, HEAD, OPTIONS\r\n", "connection: close\r\n");
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    client.send("GET /live/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");

    assertThat(client.received()).startsWith("HTTP/1.1 413");
    assertThat(client.counters.refused(Refusal.BODY_TOO_LARGE)).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "/i-1, /live/a, 200",
    "/i-1, /i-1/live/a, 200",
    "/i-1, /i-1/i-1/live/a, 404",
    "/i-1, /i-1live/a, 404",
    "/live, /live/a, 200",
    "/live, /live/live/a, 200"
  })
  void takesPathsWithAndWithoutThePrefix(String prefix, String path, int status) {
    client.close();
    client = new EmbeddedHttp(HttpLimits.PLAYBACK, prefix, this::answer);

    assertThat(client.get(path)).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void answersFaultsOfLateAnswers() {
    assertThat(client.get("/fault")).startsWith("HTTP/1.1 500");
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://b/live/a, 200, b",
    "GET HTTP://b:80/live/a?x=1, 200, b:80",
    "GET https://[::1]:443/live/a, 200, [::1]:443",
    "GET http://b, 404, b",
    "GET http://b?wait=1, 404, b",
    "GET http:///live/a, 400, a",
    "GET http://user@b/live/a, 400, a",
    "GET http://b c/live/a, 400, a",
    "GET ftp://b/live/a, 404, a",
    "OPTIONS http://b, 404, b",
  })
  void takesTargetsInAbsoluteForm(String line, int status, String host) {
    List<String> hosts = new ArrayList<>();
    client.close();
    client =
        new EmbeddedHttp(exchange -> {
          hosts.add(exchange.request().headers().get(HttpHeaderNames.HOST));
          return answer(exchange);
        });
    client.request(line, "");

    assertThat(client.received()).startsWith("HTTP/1.1 " + status);
    // What the target names counts, and not the Host field (RFC 9112 section 3.2.2).
    assertThat(hosts).allMatch(host::equals);
  }

  @ParameterizedTest
  @CsvSource({"POST, 8192", "PUT, 8192", "PUT, 65536"})
  void takesBodiesUpToTheLimitOfThePort(String method, int length) {
    String body = "x".repeat(length);
    List<String> bodies = new ArrayList<>();
    client.close();
    client =
        new EmbeddedHttp(
            HttpLimits.ADMIN,
            "",
            exchange -> {
              bodies.add(exchange.contentType() + exchange.body());
              exchange.respondText(HttpResponseStatus.OK, "taken");
              return true;
            });
    String type = "Content-Type: Application/JSON; charset=utf-8\r\n";
    client.request(method + " /", type + "Content-Length: " + length + "\r\n");
    client.send(body);
    client.request(method + " /", type + "Transfer-Encoding: chunked\r\n");
    for (int i = 0; i < length; i += 4096) {
      client.send("1000\r\n" + body.substring(i, i + 4096) + "\r\n");
    }
    client.send("0\r\n\r\n");

    assertThat(client.received().split("taken", -1)).hasSize(3);
    assertThat(bodies).hasSize(2).allMatch(("application/json" + body)::equals);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesBodiesAboveTheLimitOfThePort(boolean chunked) {
    client.close();
    client = new EmbeddedHttp(HttpLimits.ADMIN, "", this::answer);
    if (chunked) {
      client.request("PUT /live/a", "Transfer-Encoding: chunked\r\n");
      client.send("10001\r\n" + "x".repeat(65_537));
    } else {
      client.request("PUT /live/a", "Content-Length: 65537\r\n");
    }

    assertThat(client.received()).startsWith("HTTP/1.1 413");
  }
}
