package live.vitrine.media.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LagProbeTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final LagProbe probe;

  LagProbeTest() {
    channel.freezeTime();
    probe = LagProbe.startAll(List.of(channel.eventLoop())).getFirst();
  }

  @Test
  void seesNoLagInALoopThatIsOnTime() {
    turns(10, 500);

    assertThat(probe.worstSeconds()).isZero();
  }

  @Test
  void keepsTheWorstLag() {
    turns(1, 800);
    turns(1, 520);

    assertThat(probe.worstSeconds()).isCloseTo(0.3, within(1e-6));
  }

  @Test
  void remembersThroughTheNextWindowAndThenForgets() {
    turns(1, 800);
    turns(LagProbe.WINDOW_SECONDS * 2, 500);
    assertThat(probe.worstSeconds()).isCloseTo(0.3, within(1e-6));

    turns(LagProbe.WINDOW_SECONDS * 2, 500);
    assertThat(probe.worstSeconds()).isZero();
  }

  private void turns(int count, long millis) {
    for (int i = 0; i < count; i++) {
      channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }
}
