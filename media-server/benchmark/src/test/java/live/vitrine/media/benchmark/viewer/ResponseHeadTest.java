package live.vitrine.media.benchmark.viewer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {
  private final Cuts.Collector flv = new Cuts.Collector();
  private final ResponseHead head = new ResponseHead(flv);

  @Test
  void takesChunkedCodingOff() {
    take("HTTP/1.1 200 OK\r\nTRANSFER-encoding: Chunked\r\n\r\n");

    assertThat(head.body()).isInstanceOf(ChunkedBody.class);
  }

  @Test
  void takesAPlainBodyAsItIs() {
    take("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");

    assertThat(head.body()).isSameAs(flv);
  }

  @Test
  void takesWebSocketFramesOff() {
    take("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");

    assertThat(head.body()).isInstanceOf(WebSocketBody.class);
  }

  @Test
  void leavesTheBodyBehindTheBlankLine() {
    assertThat(take("HTTP/1.1 200 OK\r\n\r\nFLV")).isEqualTo(19);
    assertThat(head.isComplete()).isTrue();
  }

  @Test
  void refusesOtherStatuses() {
    take("HTTP/1.1 404 Not Found\r\n\r\n");

    assertThatThrownBy(head::body).hasMessageContaining("404");
  }

  @Test
  void refusesAHeadWithoutEnd() {
    assertThatThrownBy(() -> take("x".repeat(8_193))).hasMessageContaining("8192 bytes");
  }

  @Test
  void asksForTheStreamAsAWebSocketOrNot() {
    assertThat(ViewerAddress.of(URI.create("http://127.0.0.1:80/live/a.flv?wait=1")).request())
        .startsWith("GET /live/a.flv?wait=1 HTTP/1.1\r\nHost: 127.0.0.1:80\r\n")
        .endsWith("\r\n\r\n")
        .doesNotContain("Upgrade");
    assertThat(ViewerAddress.of(URI.create("ws://127.0.0.1:80/live/a.flv")).request())
        .contains("\r\nUpgrade: websocket\r\n")
        .endsWith("==\r\n\r\n");
  }

  @Test
  void loadsNobodyElse() {
    URI elsewhere = URI.create("http://192.0.2.1/live/a.flv");

    assertThatThrownBy(() -> ViewerAddress.of(elsewhere)).hasMessageContaining("not on 127.0.0.1");
  }

  private long take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    MemorySegment memory = Arena.global().allocateFrom(JAVA_BYTE, bytes);
    return head.take(memory, 0, bytes.length);
  }
}
