package live.vitrine.media.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserGuardTest {
  @TempDir Path data;
  private AdminPort port;

  @BeforeEach
  void open() throws IOException {
    port = new AdminPort(data);
    port.readiness.change(Readiness.State.READY);
    port.publish("demo");
  }

  @AfterEach
  void close() {
    port.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.0.0.1:8001", "localhost", "LOCALHOST:8001", "[::1]", "[::1]:80"})
  void takesAddressesAsHost(String host) {
    assertThat(port.send("GET /readyz HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8001",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.1",
        "[::1",
        "[evil]",
        ""
      })
  void refusesNamesAsHost(String host) {
    assertThat(port.send("GET /readyz HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
        .endsWith("\"field\":\"Host\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: localhost\r\nHost: localhost\r\n"})
  void wantsOneHost(String headers) {
    assertThat(port.send("GET /readyz HTTP/1.1\r\n" + headers + "\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: same-site, 403",
    "Sec-Fetch-Site: same-origin, 204",
    "Sec-Fetch-Site: none, 204",
    "Origin: http://evil.example, 403",
    "Origin: null, 403",
    "Origin: http://localhost:9000, 403",
    "Origin: http://localhost:8001, 204"
  })
  void refusesChangesFromOtherOrigins(String header, int status) {
    assertThat(
            port.send(
                "DELETE /api/v1/streams/demo/publisher HTTP/1.1\r\nHost: localhost:8001\r\n"
                    + header
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status);
    assertThat(port.closed).hasSize(status == 204 ? 1 : 0);
  }

  @Test
  void letsOtherOriginsReadNothing() {
    assertThat(
            port.send(
                "GET /api/v1/streams HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example\r\n\r\n"))
        .doesNotContainIgnoringCase("access-control-allow-origin");
  }
}
