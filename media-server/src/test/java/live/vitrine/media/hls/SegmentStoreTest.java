package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStoreTest {
  @TempDir Path folder;

  @Test
  void leavesNoNameInTheFolder() throws IOException {
    SegmentStore store = new SegmentStore(folder, 10_000);
    SegmentFile file = store.create();
    write(file, 1000);

    assertThat(folder).isEmptyDirectory();
    assertThat(store.openFiles()).isOne();
    assertThat(store.bytes()).isEqualTo(1000);
    file.release();
  }

  @Test
  void freesTheFileWithItsLastReference() throws IOException {
    SegmentStore store = new SegmentStore(folder, 10_000);
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
    SegmentStore store = new SegmentStore(folder, 10_000);
    SegmentFile file = store.create();
    write(file, 1000);

    var region = file.takeRegion(0, 1000);
    assertThat(region.release()).isTrue();

    assertThat(store.openFiles()).isZero();
  }

  @Test
  void fallsBackWithoutSharedMemory() throws IOException {
    SegmentStore store = SegmentStore.inFirstOf(folder.resolve("missing"), folder);
    SegmentFile file = store.create();
    write(file, 1000);

    assertThat(store.bytes()).isEqualTo(1000);
    file.release();
  }

  @Test
  void refusesWhatIsBeyondItsBudgetUntilSomethingGoes() throws IOException {
    SegmentStore store = new SegmentStore(folder, 10_000);
    SegmentFile first = store.create();
    write(first, 7000);
    assertThat(store.isNearlyFull()).isFalse();
    write(first, 500);
    assertThat(store.isNearlyFull()).isTrue();
    SegmentFile second = store.create();

    assertThatThrownBy(() -> write(second, 2501))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("10000 are allowed");
    assertThat(store.bytes()).isEqualTo(7500);
    write(second, 2500);
    assertThatThrownBy(store::create).isInstanceOf(IOException.class);

    first.release();
    write(second, 7500);
    assertThat(store.bytes()).isEqualTo(10_000);
    second.release();
  }

  private static void write(SegmentFile file, int length) {
    ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer().writeZero(length);
    try {
      file.write(bytes);
    } finally {
      bytes.release();
    }
  }
}
