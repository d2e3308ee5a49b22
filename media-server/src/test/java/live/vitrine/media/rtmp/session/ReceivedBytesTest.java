package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceivedBytesTest {
  private final ReceivedBytes received = new ReceivedBytes(1_000);

  @Test
  void isDueOncePerWindow() {
    received.add(999);
    assertThat(received.isAcknowledgementDue()).isFalse();

    received.add(1);
    assertThat(received.isAcknowledgementDue()).isTrue();
    assertThat(received.acknowledge()).isEqualTo(1_000);
    assertThat(received.isAcknowledgementDue()).isFalse();

    received.add(1_000);
    assertThat(received.isAcknowledgementDue()).isTrue();
    assertThat(received.acknowledge()).isEqualTo(2_000);
  }

  @Test
  void takesThePeersWindow() {
    received.window(10);
    received.add(10);

    assertThat(received.isAcknowledgementDue()).isTrue();
  }

  @Test
  void isNotDueWithoutBytesWhateverTheWindow() {
    received.window(0);
    assertThat(received.isAcknowledgementDue()).isFalse();

    received.add(1);
    assertThat(received.isAcknowledgementDue()).isTrue();
    assertThat(received.acknowledge()).isOne();
    assertThat(received.isAcknowledgementDue()).isFalse();
  }

  @Test
  void wrapsAt32Bits() {
    for (int i = 0; i < 4; i++) {
      received.add(1 << 30);
    }
    received.add(5);

    assertThat(received.acknowledge()).isEqualTo(5);
  }
}
