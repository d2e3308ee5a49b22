package live.vitrine.media.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.LeakPresenceDetector;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
  @Test
  void seesABufferThatNobodyReleased() {
    // Stays lost: a release after the report would be counted as one too many.
    ByteBuf forgotten = ByteBufAllocator.DEFAULT.directBuffer(16);
    assertThat(forgotten.refCnt()).isOne();

    assertThatThrownBy(LeakPresenceDetector::check).isInstanceOf(IllegalStateException.class);
  }
}
