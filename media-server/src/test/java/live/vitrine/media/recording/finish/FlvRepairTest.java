package live.vitrine.media.recording.finish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlvRepairTest {
  private static final int HEADER = 13;
  private static final int TAG = 11 + 20 + 4;

  @TempDir Path folder;

  private static byte[] file(int... times) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + TAG * times.length);
    out.put(new byte[] {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0});
    for (int time : times) {
      out.putInt(9 << 24 | 20);
      out.putInt(time << 8 | time >>> 24);
      out.put(new byte[3 + 20]).putInt(31);
    }
    return out.array();
  }

  private FlvRepair scan(byte[] bytes, int length) throws IOException {
    Path path = folder.resolve("x.flv");
    Files.write(path, Arrays.copyOf(bytes, length));
    try (FileChannel channel = FileChannel.open(path)) {
      return FlvRepair.scan(channel);
    }
  }

  @Test
  void findsTheLastWholeTagWhereverTheFileEnds() throws IOException {
    byte[] whole = file(0, 40, 0x0102_0304);
    long[] times = {0, 0, 40, 0x0102_0304};
    for (int length = HEADER; length <= whole.length; length++) {
      int tags = (length - HEADER) / TAG;
      assertThat(scan(whole, length))
          .as("%d bytes", length)
          .isEqualTo(new FlvRepair(HEADER + (long) tags * TAG, times[tags]));
    }
  }

  @Test
  void stopsInFrontOfATagWhoseSizesContradict() throws IOException {
    byte[] bytes = file(0, 40, 80);
    bytes[HEADER + 2 * TAG - 1] = 7;

    assertThat(scan(bytes, bytes.length)).isEqualTo(new FlvRepair(HEADER + TAG, 0));
  }

  @Test
  void takesNothingForWholeOfAFileThatIsShorterThanItsHeader() throws IOException {
    assertThat(scan(file(), 5)).isEqualTo(new FlvRepair(5, 0));
  }
}
