package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HybridMp4Test {
  @TempDir Path folder;

  private final byte[] init = InitSegment.bytes(List.of(Samples.VIDEO, Samples.AUDIO));
  private final byte[] open;

  HybridMp4Test() throws IOException {
    byte[] fragments = Samples.recording(5);
    byte[] head = HybridMp4.head(init);
    open =
        ByteBuffer.allocate(head.length + fragments.length - init.length)
            .put(head)
            .put(fragments, init.length, fragments.length - init.length)
            .array();
  }

  private byte[] close(byte[] bytes) throws IOException {
    Path path = folder.resolve("x.mp4");
    Files.write(path, bytes);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long length = HybridMp4.close(channel, FragmentedFile.scan(channel));
      assertThat(length).isEqualTo(channel.size());
    }
    return Files.readAllBytes(path);
  }

  @Test
  void isAnOrdinaryFileWhenItIsClosed() throws IOException {
    byte[] closed = close(open);

    Boxes file = Boxes.of(closed);
    assertThat(file.outline()).startsWith("ftyp mdat moov(mvhd trak(");
    assertThat(ProgressiveMp4Test.firstBytes(file, 0))
        .containsExactly(0, 1, 6, 7, 12, 13, 18, 19, 24, 25);
    assertThat(ProgressiveMp4Test.firstBytes(file, 1))
        .containsExactly(2, 3, 4, 5, 8, 9, 10, 11, 14, 15, 16, 17, 20, 21, 22, 23, 26, 27, 28, 29);
  }

  @Test
  void keepsItsFragmentsWhereTheyWere() throws IOException {
    FragmentedFile before = FragmentedFile.scan(new MemoryFile(open));
    byte[] closed = close(open);
    FragmentedFile after = FragmentedFile.scan(new MemoryFile(closed));

    assertThat(before.isWhole()).isTrue();
    assertThat(after.fragments()).isEqualTo(before.fragments());
    assertThat(after.wholeLength()).isEqualTo(before.wholeLength());
    for (byte[] bytes : List.of(open, closed)) {
      assertThat(HybridMp4.init(Arrays.copyOf(bytes, before.initLength()))).isEqualTo(init);
    }
  }

  @Test
  void staysAsItIsWhenItIsClosedAgain() throws IOException {
    byte[] closed = close(open);

    assertThat(close(closed)).isEqualTo(closed);
  }

  /** The process may die while it closes the file: what is behind the fragments goes then. */
  @Test
  void closesAFileWhoseTablesWereCutOff() throws IOException {
    byte[] closed = close(open);
    for (int cut = open.length; cut <= closed.length; cut += 7) {
      byte[] half = Arrays.copyOf(closed, cut);
      // Not the header before what it leads to.
      System.arraycopy(open, 0, half, 0, 64);

      assertThat(close(half)).as("cut at %d", cut).isEqualTo(closed);
    }
  }

  @Test
  void refusesAFileWithoutRoomForTheHeader() {
    assertThatExceptionOfType(Mp4Exception.class)
        .isThrownBy(() -> close(Samples.recording(2)))
        .withMessageContaining("no room");
  }
}
