package live.vitrine.media.recording.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Pictures;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingWriterTest {
  private static final RecordingFile FILE = new RecordingFile("a.mp4", MediaFormat.MP4, 0, 0, 0);
  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path folder;
  private final WriteBudget budget = new WriteBudget(1_000, 1_500);
  private final RecordingCounters counters = new RecordingCounters();
  private final CompletableFuture<Recording> over = new CompletableFuture<>();
  private final AtomicInteger released = new AtomicInteger();
  private RecordingLibrary library;

  @BeforeEach
  void open() throws IOException {
    library = RecordingLibrary.open(folder);
  }

  /** A volume whose files do this before each write. */
  private interface BeforeWrite {
    void run() throws IOException;
  }

  private Volume volume(long usable, BeforeWrite before) {
    LocalVolume disk = new LocalVolume();
    return new Volume() {
      @Override
      public MediaFile create(Path path) throws IOException {
        MediaFile file = disk.create(path);
        return new MediaFile() {
          @Override
          public void append(ByteBuffer[] buffers) throws IOException {
            before.run();
            file.append(buffers);
          }

          @Override
          public void overwrite(long position, ByteBuffer bytes) throws IOException {
            file.overwrite(position, bytes);
          }

          @Override
          public void close() throws IOException {
            file.close();
          }
        };
      }

      @Override
      public long usableBytes(Path path) {
        return usable;
      }
    };
  }

  private RecordingWriter writer(Volume volume) {
    RecordingEnvironment environment =
        new RecordingEnvironment(library, volume, 100, budget, counters, over::complete);
    Recording recording = Recording.begun(new RecordingId("a"), StreamId.of("show"), Instant.EPOCH);
    RecordingWriter writer = RecordingWriter.start(environment, recording);
    writer.offer(new WriteJob.Begin(FILE, ByteBuffer.wrap(new byte[10]), Pictures.UNKNOWN));
    return writer;
  }

  private WriteJob.Append chunk(int length) {
    MediaChunk chunk =
        new MediaChunk() {
          @Override
          public int length() {
            return length;
          }

          @Override
          public ByteBuffer[] vectors() {
            return new ByteBuffer[] {
              ByteBuffer.allocate(length / 2), ByteBuffer.allocate(length - length / 2)
            };
          }

          @Override
          public void release() {
            released.incrementAndGet();
          }
        };
    return new WriteJob.Append("a.mp4", chunk, 1_000);
  }

  private Recording result() throws Exception {
    return over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void writesWhatItIsGivenAndGivesItBack() throws Exception {
    RecordingWriter writer = writer(volume(1_000, () -> {}));
    writer.offer(chunk(300));
    writer.offer(chunk(301));
    writer.offer(new WriteJob.Finish("a.mp4", 2, ByteBuffer.wrap(new byte[] {7})));
    writer.offer(new WriteJob.End());

    Recording written = result();
    assertThat(written.files())
        .containsExactly(new RecordingFile("a.mp4", MediaFormat.MP4, 0, 1_000, 611));
    assertThat(folder.resolve("show/a.mp4")).hasSize(611);
    assertThat(Files.readAllBytes(folder.resolve("show/a.mp4"))[2]).isEqualTo((byte) 7);
    assertThat(released).hasValue(2);
    assertThat(budget.used()).isZero();
    assertThat(counters.active()).isZero();
    assertThat(counters.bytesWritten()).isEqualTo(611);
    // Nobody has to finish it here, so that nobody else holds it.
    await().until(() -> library.delete(written));
  }

  @Test
  void failsWhenMoreWaitsThanIsAllowedAndReleasesAll() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    RecordingWriter writer =
        writer(
            volume(
                1_000,
                () -> {
                  try {
                    stuck.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                }));
    writer.offer(chunk(600));
    assertThat(writer.isFailed()).isFalse();
    writer.offer(chunk(600));

    assertThat(writer.isFailed()).isTrue();
    assertThat(library.find(new RecordingId("a")).orElseThrow().state())
        .isEqualTo(RecordingState.FAILING);
    writer.offer(chunk(1));
    stuck.countDown();
    assertThat(result().reason()).contains("too slow");
    assertThat(released).hasValue(3);
    assertThat(budget.used()).isZero();
    assertThat(counters.failed()).isOne();
  }

  @Test
  void failsWhenAllRecordingsTogetherHaveTooMuchWaiting() throws Exception {
    assertThat(budget.take(1_000)).isTrue();
    RecordingWriter writer = writer(volume(1_000, () -> {}));
    writer.offer(chunk(600));

    assertThat(result().reason()).contains("all recordings");
    assertThat(released).hasValue(1);
    assertThat(budget.used()).isEqualTo(1_000);
  }

  @Test
  void failsWhenTheDiskIsFull() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    RecordingWriter writer =
        writer(
            volume(
                1_000,
                () -> {
                  if (writes.incrementAndGet() == 3) {
                    throw new IOException("No space left on device");
                  }
                }));
    writer.offer(chunk(100));
    writer.offer(chunk(100));
    writer.offer(chunk(100));

    assertThat(result().reason()).contains("No space left on device");
    writer.offer(chunk(100));
    assertThat(budget.used()).isZero();
    assertThat(result().files().getFirst().bytes()).isEqualTo(110);
    assertThat(counters.failed()).isOne();
  }

  @Test
  void failsBeforeTheDiskIsFull() throws Exception {
    var _ = writer(volume(99, () -> {}));

    assertThat(result().reason()).contains("99 bytes free, 100 are to stay free");
    assertThat(folder.resolve("show/a.mp4")).doesNotExist();
  }

  @Test
  void neverWritesOverAFileThatIsThere() throws Exception {
    Files.createDirectories(folder.resolve("show"));
    Files.writeString(folder.resolve("show/a.mp4"), "older");
    var _ = writer(volume(1_000, () -> {}));

    assertThat(result().reason()).contains("FileAlreadyExists");
    assertThat(folder.resolve("show/a.mp4")).hasContent("older");
  }
}
