package live.vitrine.media.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import live.vitrine.media.testing.Http2Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameGuardTest {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final HttpCounters counters = new HttpCounters();
  private final FrameGuard guard = new FrameGuard(counters);
  private final EmbeddedChannel channel = new EmbeddedChannel(guard);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private boolean isIncomplete() {
    return guard.incompleteNanos(Long.MAX_VALUE) != 0;
  }

  private void send(byte[] bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
  }

  @Test
  void knowsWhereFramesEndHoweverTheyAreSplit() {
    byte[][] parts = {
      PREFACE,
      Http2Socket.frameBytes(Http2Socket.SETTINGS, 0, 0, new byte[6]),
      Http2Socket.frameBytes(Http2Socket.SETTINGS, 1, 0, new byte[0]),
      Http2Socket.frameBytes(Http2Socket.HEADERS, Http2Socket.END_HEADERS, 1, new byte[300]),
      Http2Socket.frameBytes(Http2Socket.DATA, 0, 1, new byte[70_000]),
    };
    for (byte[] part : parts) {
      for (int i = 0; i < part.length - 1; i++) {
        send(new byte[] {part[i]});
        assertThat(isIncomplete()).isTrue();
      }
      send(new byte[] {part[part.length - 1]});
      assertThat(isIncomplete()).isFalse();
    }
  }

  @Test
  void takesAHeaderOfSeveralFramesAsOne() {
    send(PREFACE);
    send(Http2Socket.frameBytes(Http2Socket.HEADERS, 0, 1, new byte[10]));
    assertThat(isIncomplete()).isTrue();
    send(Http2Socket.frameBytes(Http2Socket.CONTINUATION, 0, 1, new byte[10]));
    assertThat(isIncomplete()).isTrue();
    send(
        Http2Socket.frameBytes(Http2Socket.CONTINUATION, Http2Socket.END_HEADERS, 1, new byte[10]));

    assertThat(isIncomplete()).isFalse();
  }

  @Test
  void countsFramesThatAskForNothing() {
    send(PREFACE);
    ByteArrayOutputStream pings = new ByteArrayOutputStream();
    for (int i = 0; i < FrameGuard.MAX_CONTROL_FRAMES; i++) {
      pings.writeBytes(Http2Socket.frameBytes(Http2Socket.PING, 0, 0, new byte[8]));
      pings.writeBytes(Http2Socket.frameBytes(Http2Socket.WINDOW_UPDATE, 0, 0, new byte[4]));
    }
    send(pings.toByteArray());
    assertThat(channel.isOpen()).isTrue();

    send(Http2Socket.frameBytes(Http2Socket.PING, 0, 0, new byte[8]));
    assertThat(channel.isOpen()).isFalse();
    // What was decrypted before the end.
    channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(pings.toByteArray()));
    assertThat(counters.refused(HttpCounters.Refusal.HTTP2_FLOOD)).isOne();
  }
}
