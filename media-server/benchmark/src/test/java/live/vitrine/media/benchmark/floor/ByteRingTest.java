package live.vitrine.media.benchmark.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.linux.Posix;
import org.junit.jupiter.api.Test;

class ByteRingTest {
  @Test
  void forgetsWhatIsOlderThanItsCapacity() {
    ByteRing ring = new ByteRing(Arena.global(), 8);
    append(ring, 6);
    assertThat(ring.holds(0)).isTrue();
    append(ring, 3);

    assertThat(ring.head()).isEqualTo(9);
    assertThat(ring.holds(0)).isFalse();
    assertThat(ring.holds(1)).isTrue();
  }

  @Test
  void sendsAcrossItsEnd() {
    try (EventLoop loop = new EventLoop()) {
      int listener = loop.sockets().listen(0);
      int sender = loop.sockets().connect(loop.sockets().port(listener));
      int receiver = loop.sockets().accept(listener);
      ByteRing ring = new ByteRing(loop.arena(), 8);
      append(ring, 6);
      append(ring, 7);

      assertThat(ring.send(loop.posix(), sender, 5, 13)).isEqualTo(8);
      assertThat(loop.receive(receiver)).isEqualTo(8);
      assertThat(loop.buffer().asSlice(0, 8).toArray(ValueLayout.JAVA_BYTE))
          .containsExactly(5, 0, 1, 2, 3, 4, 5, 6);
      assertThat(loop.receive(receiver)).isEqualTo(-Posix.EAGAIN);
      for (int socket : new int[] {listener, sender, receiver}) {
        assertThat(loop.posix().close(socket)).isZero();
      }
    }
  }

  @Test
  void needsAPowerOfTwo() {
    assertThatThrownBy(() -> new ByteRing(Arena.global(), 12)).hasMessageContaining("12");
  }

  private static void append(ByteRing ring, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    ring.append(MemorySegment.ofArray(bytes), length);
  }
}
