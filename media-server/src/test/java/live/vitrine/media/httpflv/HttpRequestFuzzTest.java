package live.vitrine.media.httpflv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.testing.EmbeddedHttp;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: answers that are HTTP, or silence until the deadline. */
class HttpRequestFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.of(
            "GET /live/a.flv HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /live/a.flv?wait=9 HTTP/1.0\r\n\r\n",
            "HEAD /live/%41.flv?wait=x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            "PUT / HTTP/2.0\r\nContent-Length: 3\r\n\r\nabc")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void answersOrWaits(byte[] bytes) {
    Hub hub =
        new Hub(
            Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
    try (EmbeddedHttp client = new EmbeddedHttp(new CrossOrigin(), new FlvRoute(hub))) {
      client.send(bytes);
      String received = client.received();
      assertThat(received.isEmpty() || received.startsWith("HTTP/1.1 ")).isTrue();
      assertThat(received).doesNotContain("HTTP/1.1 500");
    } finally {
      hub.release();
    }
  }
}
