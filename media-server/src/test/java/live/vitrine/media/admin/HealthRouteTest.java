package live.vitrine.media.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthRouteTest {
  @TempDir Path data;
  private AdminPort port;

  @BeforeEach
  void open() throws IOException {
    port = new AdminPort(data);
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void isReadyBetweenStartAndStopOnly() {
    assertThat(port.get("/readyz")).startsWith("HTTP/1.1 503").endsWith("starting\n");
    port.readiness.change(Readiness.State.READY);
    assertThat(port.get("/readyz")).startsWith("HTTP/1.1 200").endsWith("ready\n");
    port.readiness.change(Readiness.State.STOPPING);
    assertThat(port.get("/readyz")).startsWith("HTTP/1.1 503").endsWith("stopping\n");
    port.readiness.change(Readiness.State.READY);
    assertThat(port.get("/readyz")).startsWith("HTTP/1.1 503").endsWith("stopping\n");
  }

  @Test
  void isNotAliveWhileAnEventLoopIsStuck() {
    port.stuck = true;

    assertThat(port.get("/healthz"))
        .startsWith("HTTP/1.1 503")
        .endsWith("1 of 1 event loops did not answer within 1 s\n");
  }

  @Test
  void isAliveBeforeItIsReady() {
    assertThat(port.get("/healthz")).startsWith("HTTP/1.1 200").endsWith("alive\n");
  }
}
