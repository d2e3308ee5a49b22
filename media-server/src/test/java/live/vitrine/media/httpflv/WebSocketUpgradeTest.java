package live.vitrine.media.httpflv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

class WebSocketUpgradeTest {
  private final HttpRequest request =
      new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/live/demo.flv");

  @Test
  void answersTheExampleOfTheSpecification() {
    request.headers().set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(WebSocketUpgrade.accept(request)).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    request.headers().set("Sec-WebSocket-Key", "short");
    assertThat(WebSocketUpgrade.accept(request)).isNull();
  }

  @Test
  void recognisesAnUpgradeAmongOtherConnectionOptions() {
    request.headers().set("Upgrade", "WebSocket").set("Connection", "keep-alive, Upgrade");
    assertThat(WebSocketUpgrade.isAskedFor(request)).isTrue();
    request.headers().set("Connection", "keep-alive");
    assertThat(WebSocketUpgrade.isAskedFor(request)).isFalse();
  }
}
