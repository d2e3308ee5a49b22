package live.vitrine.media.hls.cmaf;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.vitrine.media.hls.SegmentFile;
import live.vitrine.media.hls.SegmentStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves older segments from memory to disk, one after the other, on a virtual thread. Several
 * segments of a rendition share a file, so that hours of them do not need thousands of open files.
 * A disk that is full or fails costs a warning, and whoever asked lets go of older segments.
 */
final class DiskMover implements AutoCloseable {
  /** A file that has grown to this is followed by another. */
  private static final long FILE_BYTES = 32L * 1024 * 1024;

  private static final long WARN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final Logger LOG = LoggerFactory.getLogger(DiskMover.class);

  private final SegmentStore disk;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("hls-disk").factory());

  /** Of the mover's thread. */
  private long lastWarning;

  DiskMover(SegmentStore disk) {
    this.disk = disk;
  }

  /** Where one rendition's segments go. Used on the mover's thread only. */
  static final class Target {
    private @Nullable SegmentFile file;
    private boolean closed;
  }

  /**
   * Moves a segment's bytes.
   *
   * @param bytes takes over one reference
   * @param done told on the mover's thread where they are now, with a reference of its own; null
   *     when that failed
   */
  void move(Target target, StoredBytes bytes, long length, Consumer<@Nullable StoredBytes> done) {
    try {
      worker.execute(() -> {
        StoredBytes moved = null;
        try {
          moved = copy(target, bytes, length);
        } catch (IOException | RuntimeException e) {
          warn(e);
        } finally {
          bytes.release();
        }
        done.accept(moved);
      });
    } catch (RejectedExecutionException _) {
      bytes.release();
    }
  }

  /** Gives a reference to bytes on disk back, on the mover's thread. */
  void letGo(StoredBytes bytes) {
    try {
      worker.execute(bytes::release);
    } catch (RejectedExecutionException _) {
      bytes.release();
    }
  }

  /** A disk that is full fails every few seconds, with a success in between. */
  private void warn(Exception failure) {
    long now = System.nanoTime();
    if (lastWarning == 0 || now - lastWarning > WARN_EVERY_NANOS) {
      lastWarning = now;
      LOG.warn("HLS windows get shorter, segments cannot go to disk: {}", failure.getMessage());
    }
  }

  private @Nullable StoredBytes copy(Target target, StoredBytes bytes, long length)
      throws IOException {
    if (target.closed) {
      return null;
    }
    SegmentFile file = target.file;
    if (file == null || file.length() >= FILE_BYTES) {
      closeFile(target);
      file = disk.create();
      target.file = file;
    }
    long offset = file.length();
    try {
      file.appendFrom(bytes.file(), bytes.offset(), length);
    } catch (IOException e) {
      // The file may be shared by good segments; the next one gets a file of its own.
      closeFile(target);
      throw e;
    }
    return file.tryRetain() ? new StoredBytes(file, offset) : null;
  }

  private static void closeFile(Target target) {
    if (target.file != null) {
      target.file.release();
      target.file = null;
    }
  }

  /** Nothing follows for this target. */
  void finish(Target target) {
    try {
      worker.execute(() -> {
        target.closed = true;
        closeFile(target);
      });
    } catch (RejectedExecutionException _) {
      // The process is going down and takes the files with it.
    }
  }

  @Override
  public void close() {
    worker.shutdown();
  }
}
