package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunLogTest {
  private final RunLog log = new RunLog();

  @AfterEach
  void release() {
    log.clear();
  }

  @Test
  void beginsWhereItsFirstRunSays() {
    append(1_000, false);
    append(1_001, false);

    assertThat(log.tail()).isEqualTo(1_000);
    assertThat(log.head()).isEqualTo(1_002);
    assertThat(log.get(1_001).run().sequence()).isEqualTo(1_001);
    assertThat(log.joinPoint()).isEqualTo(-1);
  }

  @Test
  void growsWithoutLosingItsPlace() {
    for (int i = 0; i < 1_000; i++) {
      append(77 + i, i == 500);
    }

    assertThat(log.get(77).run().sequence()).isEqualTo(77);
    assertThat(log.get(1_076).run().sequence()).isEqualTo(1_076);
    assertThat(log.joinPoint()).isEqualTo(577);
    assertThat(log.bytes()).isEqualTo(1_000L * log.get(77).run().length());
  }

  @Test
  void forgetsTheOldest() {
    append(1, true);
    append(2, false);
    log.dropOldest();

    assertThat(log.tail()).isEqualTo(2);
    assertThatThrownBy(() -> log.get(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesARunOutOfOrder() {
    append(1, true);
    FramedRun wrong = framed(3, false);

    assertThatThrownBy(() -> log.append(wrong)).isInstanceOf(IllegalStateException.class);
    wrong.release();
  }

  @Test
  void hasNoJoinPointWhenTooMuchFollowedIt() {
    append(0, true);
    for (int i = 1; i <= GopCache.MAX_TAGS; i++) {
      append(i, false);
    }
    assertThat(log.joinPoint()).isEqualTo(-1);
  }

  private void append(long sequence, boolean joinPoint) {
    log.append(framed(sequence, joinPoint));
  }

  private static FramedRun framed(long sequence, boolean joinPoint) {
    FlvTag tag = FlvTag.take(TagType.VIDEO, sequence, TestMedia.frame((int) sequence, 0));
    @Nullable JoinPreamble preamble = joinPoint ? new JoinPreamble(true, true, 0, List.of()) : null;
    return new FramedRun(
        new TagRun(sequence, sequence, List.of(tag), 0, preamble), PooledByteBufAllocator.DEFAULT);
  }
}
