package live.vitrine.media.hls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
 * <p>While the memory file system has less than {@link #RESERVE} left, and where there is none, new
 * files go to the fallback folder instead. Safe for use by all threads.
 */
public final class SegmentStore {
  /** What is left to others in the memory file system. */
  public static final long RESERVE = 16L * 1024 * 1024;

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

  /** A folder that is used while there is room. Looked up once: that reads the mount table. */
  private record Preferred(Path folder, FileStore fileSystem) {}

  private final List<Preferred> preferred = new ArrayList<>();
  private final Path fallback;
  private final AtomicLong openFiles = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Ignores preferred folders that are not there or cannot be written.
   *
   * @param folders where to put files, the preferred one first; the last one takes what the others
   *     have no room for
   */
  SegmentStore(List<Path> folders) {
    for (Path folder : folders.subList(0, folders.size() - 1)) {
      if (Files.isWritable(folder)) {
        try {
          preferred.add(new Preferred(folder, Files.getFileStore(folder)));
        } catch (IOException e) {
          LOG.warn("no segments in {}: {}", folder, e.toString());
        }
      }
    }
    fallback = folders.getLast();
  }

  /** A store in shared memory where the system has it, otherwise in {@code fallback}. */
  public static SegmentStore inMemoryOr(Path fallback) {
    return new SegmentStore(List.of(SHARED_MEMORY, fallback));
  }

  /** Makes an empty file. The caller owns one reference to it. */
  SegmentFile create() throws IOException {
    Path name = chooseFolder().resolve("vitrine-" + UUID.randomUUID());
    SegmentFile file = new SegmentFile(FileChannel.open(name, OPTIONS, OWNER_ONLY), this);
    openFiles.incrementAndGet();
    return file;
  }

  private Path chooseFolder() throws IOException {
    for (Preferred candidate : preferred) {
      if (candidate.fileSystem().getUsableSpace() >= RESERVE) {
        return candidate.folder();
      }
    }
    return fallback;
  }

  /** Files now open: being written, listed, kept for slow clients or being sent. */
  public long openFiles() {
    return openFiles.get();
  }

  /** Bytes in all open files. */
  public long bytes() {
    return bytes.get();
  }

  void added(long count) {
    bytes.addAndGet(count);
  }

  void closed(long length) {
    openFiles.decrementAndGet();
    bytes.addAndGet(-length);
  }
}
