package live.vitrine.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.stripe.fault.AttemptPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints that do not behave. */
class WebhookSenderIT {
  private static final AttemptPlan NORMAL = new AttemptPlan(false, Duration.ZERO);
  private final Event event =
      new Event("evt_1", "refund.created", Instant.EPOCH, Origin.STRIPE, new JsonObject());
  private Vertx vertx;
  private ServerSocket endpoint;
  private WebhookSender sender;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    endpoint = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    sender = new WebhookSender(vertx, Clock.systemUTC(), List.of("whsec"), Duration.ofMillis(500));
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void waitsNoLongerThanItsTime() {
    assertThatThrownBy(() -> send().await(10, TimeUnit.SECONDS))
        .hasMessageContaining("no answer within PT0.5S");
  }

  @Test
  void takesTheStatusThoughTheBodyNeverEnds() throws Exception {
    Future<Integer> answer = send();
    try (Socket socket = endpoint.accept()) {
      // An answer before the question would be an error of its own.
      assertThat(socket.getInputStream().read()).isEqualTo('P');
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(answer.await(10, TimeUnit.SECONDS)).isEqualTo(200);
    }
  }

  @Test
  void failsWhereNobodyListens() throws Exception {
    endpoint.close();

    assertThatThrownBy(() -> send().await(10, TimeUnit.SECONDS))
        .hasMessageContaining("Connection refused");
  }

  @Test
  void failsWhenTheConnectionIsClosed() throws Exception {
    Future<Integer> answer = send();
    endpoint.accept().close();

    assertThatThrownBy(() -> answer.await(10, TimeUnit.SECONDS)).isNotNull();
  }

  private Future<Integer> send() {
    URI url = URI.create("http://127.0.0.1:" + endpoint.getLocalPort() + "/hook");
    return sender.send(event, url, 1, NORMAL);
  }
}
