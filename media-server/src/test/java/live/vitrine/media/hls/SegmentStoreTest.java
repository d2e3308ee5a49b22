package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStoreTest {
  @TempDir Path folder;

  @Test
  void leavesNoNameInTheFolder() throws IOException {
    SegmentStore store = new SegmentStore(List.of(folder));
    SegmentFile file = store.create();
    write(file, 1000);

    assertThat(folder).isEmptyDirectory();
    assertThat(store.openFiles()).isOne();
    assertThat(store.bytes()).isEqualTo(1000);
    file.release();
  }

  @Test
  void freesTheFileWithItsLastReference() throws IOException {
    SegmentStore store = new SegmentStore(List.of(folder));
    SegmentFile file = store.create();
    write(file, 1000);

    assertThat(file.tryRetain()).isTrue();
    file.release();
    assertThat(store.openFiles()).isOne();
    file.release();

    assertThat(store.openFiles()).isZero();
    assertThat(store.bytes()).isZero();
    assertThat(file.tryRetain()).isFalse();
    assertThatIllegalStateException().isThrownBy(file::release);
  }

  @Test
  void givesItsReferenceBackWithTheRegionSentOrNot() throws IOException {
    SegmentStore store = new SegmentStore(List.of(folder));
    SegmentFile file = store.create();
    write(file, 1000);

    var region = file.takeRegion(0, 1000);
    assertThat(region.release()).isTrue();

    assertThat(store.openFiles()).isZero();
  }

  @Test
  void prefersSharedMemoryAndFallsBackWithoutIt() throws IOException {
    SegmentFile inMemory = SegmentStore.inMemoryOr(folder).create();
    inMemory.release();
    SegmentFile elsewhere = new SegmentStore(List.of(folder.resolve("missing"), folder)).create();
    elsewhere.release();
  }

  private static void write(SegmentFile file, int length) {
    ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer().writeZero(length);
    file.write(bytes);
    bytes.release();
  }
}
