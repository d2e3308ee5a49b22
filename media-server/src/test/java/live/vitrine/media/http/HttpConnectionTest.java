package live.vitrine.media.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.http.HttpCounters.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
  private static final String REQUEST = "GET /here HTTP/1.1\r\nHost: x\r\n\r\n";

  private final HttpCounters counters = new HttpCounters();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new HttpServerInitializer(HttpLimits.PLAYBACK, "", List.of(new CrossOrigin()), counters));

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.close();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
    assertThat(counters.connections()).isZero();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    channel.runPendingTasks();
  }

  private String answer() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      all.append(bytes.toString(US_ASCII));
      bytes.release();
    }
    return all.toString();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void closesAHeaderThatTakesTooLongWhateverDripsIn() {
    for (int i = 0; i < 9; i++) {
      send(REQUEST.substring(i, i + 1));
      pass(1_000);
    }
    pass(900);
    assertThat(channel.isOpen()).isTrue();

    pass(200);
    assertThat(channel.isOpen()).isFalse();
    assertThat(counters.refused(Refusal.HEADER_TOO_SLOW)).isOne();
  }

  @Test
  void closesAConnectionThatSaysNothing() {
    pass(10_100);

    assertThat(channel.isOpen()).isFalse();
    assertThat(counters.refused(Refusal.HEADER_TOO_SLOW)).isOne();
  }

  @Test
  void closesAnIdleConnectionWithoutBlame() {
    send(REQUEST);
    assertThat(answer()).startsWith("HTTP/1.1 404 ");
    pass(74_900);
    assertThat(channel.isOpen()).isTrue();

    pass(200);
    assertThat(channel.isOpen()).isFalse();
    assertThat(counters.refused(Refusal.HEADER_TOO_SLOW)).isZero();
  }

  @Test
  void closesASecondHeaderThatTakesTooLong() {
    send(REQUEST);
    pass(70_000);
    send("G");
    pass(9_900);
    assertThat(channel.isOpen()).isTrue();

    pass(200);
    assertThat(channel.isOpen()).isFalse();
    assertThat(counters.refused(Refusal.HEADER_TOO_SLOW)).isOne();
  }

  @Test
  void answersPipelinedRequestsInOrder() {
    send(REQUEST + "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n" + REQUEST);

    assertThat(answer()).containsSubsequence("HTTP/1.1 404 ", "HTTP/1.1 204 ", "HTTP/1.1 404 ");
  }

  @Test
  void refusesOtherVersionsOfHttp() {
    send("GET / HTTP/2.0\r\nHost: x\r\n\r\n");

    assertThat(answer()).startsWith("HTTP/1.1 505 ");
    assertThat(channel.isOpen()).isFalse();
    assertThat(counters.refused(Refusal.MALFORMED)).isOne();
  }
}
