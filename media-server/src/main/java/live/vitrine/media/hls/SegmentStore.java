package live.vitrine.media.hls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the bytes of segments are: files without a name in a memory file system, so that the kernel
 * sends them without a copy through this process and frees them when the last one who uses them is
 * done, even if the process dies.
 *
 * <p>All files together hold no more than a budget: half of what is free at the start, at most
 * {@link #MAX_BUDGET}. When three quarters of it are used, streams keep listed segments only; what
 * does not fit is refused and its segment lost. A system without a memory file system has its files
 * on disk, within the same budget. Safe for use by all threads.
 */
public final class SegmentStore {
  /** The most that all segments of all streams may hold, in bytes. */
  public static final long MAX_BUDGET = 1024L * 1024 * 1024;

  /** A memory file system that allows less than this does not count as one. */
  private static final long MIN_BUDGET = 16L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          // On Unix the name goes at once, while the file stays open.
          StandardOpenOption.DELETE_ON_CLOSE);
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final long budget;
  private final AtomicLong openFiles = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A store in one folder.
   *
   * @param budget bytes that all files may hold together
   */
  public SegmentStore(Path folder, long budget) {
    this.folder = folder;
    this.budget = budget;
  }

  /** A store in shared memory where the system has it, otherwise in {@code fallback}. */
  public static SegmentStore inMemoryOr(Path fallback) {
    return inFirstOf(SHARED_MEMORY, fallback);
  }

  static SegmentStore inFirstOf(Path preferred, Path fallback) {
    long budget = budgetOf(preferred);
    if (budget >= MIN_BUDGET && Files.isWritable(preferred)) {
      return new SegmentStore(preferred, budget);
    }
    LOG.warn("{} has no room for HLS segments: they go to {}", preferred, fallback);
    return new SegmentStore(fallback, budgetOf(fallback));
  }

  private static long budgetOf(Path folder) {
    return Math.min(MAX_BUDGET, folder.toFile().getUsableSpace() / 2);
  }

  /**
   * Makes an empty file. The caller owns one reference to it.
   *
   * @throws IOException also when the budget is used up
   */
  public SegmentFile create() throws IOException {
    if (bytes.get() >= budget) {
      throw noRoom();
    }
    Path name = folder.resolve("vitrine-" + UUID.randomUUID());
    SegmentFile file = new SegmentFile(FileChannel.open(name, OPTIONS, OWNER_ONLY), this);
    openFiles.incrementAndGet();
    return file;
  }

  private IOException noRoom() {
    return new IOException(
        "segments hold %d bytes in %s, %d are allowed".formatted(bytes.get(), folder, budget));
  }

  /** Whether only segments that playlists list should be kept. */
  public boolean isNearlyFull() {
    return bytes.get() >= budget / 4 * 3;
  }

  /** Files now open: being written, listed, kept for slow clients or being sent. */
  public long openFiles() {
    return openFiles.get();
  }

  /** Bytes in all open files. */
  public long bytes() {
    return bytes.get();
  }

  /** Takes bytes of the budget, before they are written. */
  void reserve(long count) throws IOException {
    if (bytes.addAndGet(count) > budget) {
      giveBack(count);
      throw noRoom();
    }
  }

  /** Bytes that were reserved are not written after all. */
  void giveBack(long count) {
    bytes.addAndGet(-count);
  }

  void closed(long length) {
    openFiles.decrementAndGet();
    giveBack(length);
  }
}
