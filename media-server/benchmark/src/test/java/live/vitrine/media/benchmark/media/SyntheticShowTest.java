package live.vitrine.media.benchmark.media;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SyntheticShowTest {
  private final SyntheticShow show = new SyntheticShow(Arena.global());

  @Test
  void isAMegabitASecond() {
    long group = 0;
    for (int i = 0; i < SyntheticShow.PICTURES_PER_GROUP; i++) {
      group += show.picture(i).size();
    }
    double bytesPerSecond = group / 2.0 + show.sound().size() * 44_100 / 1_024.0;

    assertThat(bytesPerSecond * 8).isCloseTo(1_000_000, within(5_000.0));
    assertThat(show.picture(0).size()).isEqualTo(4 * show.picture(1).size());
  }

  @Test
  void picturesAreTwoUnitsOfTheLengthsTheyName() {
    for (int i = 0; i < SyntheticShow.PICTURES_PER_GROUP; i++) {
      MediaFrame frame = show.picture(i);
      ByteBuffer body = frame.body().asByteBuffer();
      boolean key = i == 0;
      assertThat(body.get()).isEqualTo((byte) (key ? 0x17 : 0x27));
      assertThat(body.getInt()).isEqualTo(1 << 24);
      int sei = body.getInt();
      assertThat(body.get(body.position())).isEqualTo((byte) 0x06);
      body.position(body.position() + sei);
      int slice = body.getInt();
      assertThat(body.get(body.position())).isEqualTo((byte) (key ? 0x65 : 0x41));
      assertThat(body.remaining()).isEqualTo(slice);
      assertThat(FrameStamp.isAt(frame.body(), frame.stampOffset())).isTrue();
    }
    assertThat(FrameStamp.isAt(show.sound().body(), show.sound().stampOffset())).isTrue();
  }

  @Test
  void noUnitHoldsAStartCode() {
    for (int i = 0; i < SyntheticShow.PICTURES_PER_GROUP; i++) {
      show.picture(i).stamp(i, 0);
      byte[] body = show.picture(i).body().toArray(JAVA_BYTE);
      int zeros = 0;
      // Behind the first length: only the length of the slice may hold zeros in a row.
      for (int at = 9; at < body.length; at++) {
        boolean startCode = zeros >= 2 && body[at] == 1;
        assertThat(startCode).as("picture %d at %d", i, at).isFalse();
        zeros = body[at] == 0 ? zeros + 1 : 0;
      }
    }
  }

  @Test
  void writesExpGolombCodes() {
    // 1 | 010 | 011 | 00100 | 000010000 (15), and the stop bit: section 9.1, table 9-2
    BitWriter bits = new BitWriter();
    for (int value : new int[] {0, 1, 2, 3, 15}) {
      bits = bits.unsignedExpGolomb(value);
    }

    assertThat(bits.nalUnit(9)).containsExactly(9, 0b10100110, 0b01000000, (byte) 0b10000100);
  }

  @Test
  void preventsStartCodesInsideUnits() {
    assertThat(new BitWriter().bits(32, 1).nalUnit(7))
        .containsExactly(7, 0, 0, 3, 0, 1, (byte) 0x80);
  }
}
