package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionDeadlineTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<CloseCause> missed = new ArrayList<>();
  private final ConnectionDeadline deadline =
      new ConnectionDeadline(channel.eventLoop(), missed::add);

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void pass(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void isMissedWhenItsTimeIsOver() {
    deadline.within(10, CloseCause.HANDSHAKE_TOO_SLOW);
    pass(9_999);
    assertThat(missed).isEmpty();

    pass(1);
    assertThat(missed).containsExactly(CloseCause.HANDSHAKE_TOO_SLOW);
  }

  @Test
  void beginsAgainWhenRenewed() {
    deadline.within(10, CloseCause.NO_MEDIA);
    pass(6_000);
    deadline.renew();
    pass(9_999);
    assertThat(missed).isEmpty();

    pass(1);
    assertThat(missed).containsExactly(CloseCause.NO_MEDIA);
  }

  @Test
  void givesWayToANewOne() {
    deadline.within(10, CloseCause.HANDSHAKE_TOO_SLOW);
    pass(5_000);
    deadline.within(30, CloseCause.NOTHING_ASKED_FOR);
    pass(29_999);
    assertThat(missed).isEmpty();

    pass(1);
    assertThat(missed).containsExactly(CloseCause.NOTHING_ASKED_FOR);
  }

  @Test
  void isForgottenWhenStopped() {
    deadline.within(10, CloseCause.NO_MEDIA);
    deadline.stop();
    pass(60_000);

    assertThat(missed).isEmpty();
  }
}
