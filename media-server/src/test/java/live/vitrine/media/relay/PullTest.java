package live.vitrine.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.StreamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PullTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final Dialer dialer = new Dialer(SslContextBuilder.forClient().build(), port -> false);
  private final AtomicInteger looks = new AtomicInteger();

  PullTest() throws IOException {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    dialer.close();
    hub.release();
  }

  @Test
  void looksNoOftenerWhoeverWakesItOnAServerThatDrains() {
    Pull pull =
        new Pull(
            StreamId.of("demo"),
            SourceAddress.parse("http://127.0.0.1:1/live/demo.flv"),
            true,
            hub,
            channel.eventLoop(),
            dialer,
            new RelayCounters(),
            () -> {
              looks.incrementAndGet();
              return true;
            });
    pull.wake();
    int once = looksInOneSecond();

    for (int i = 0; i < 10; i++) {
      pull.wake();
    }
    channel.runPendingTasks();

    assertThat(once).isPositive();
    assertThat(looksInOneSecond()).isEqualTo(once);
    assertThat(pull.status().state()).isEqualTo(LinkStatus.State.IDLE);
  }

  private int looksInOneSecond() {
    channel.runPendingTasks();
    looks.set(0);
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    return looks.get();
  }
}
