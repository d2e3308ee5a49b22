package live.vitrine.media.webhook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages for one endpoint, in order, on disk until they are acknowledged: segment files that are
 * only appended to, and {@link AcknowledgedFile}. Whatever the folder holds when it is opened, the
 * queue works: what is no record is cut off and reported. Any thread; touches the disk.
 */
final class DiskQueue implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskQueue.class);

  /**
   * How much is kept.
   *
   * @param messages most of them; the oldest is dropped for a new one
   * @param bytes most in all of them
   * @param segmentBytes after which a new file is begun
   */
  record Limits(int messages, long bytes, int segmentBytes) {
    static final Limits DEFAULT = new Limits(100_000, 64L << 20, 1 << 20);
  }

  /** The oldest message: {@code content} may be kept. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Entry(long segment, long offset, byte[] content) {}

  private final Path folder;
  private final Limits limits;
  private final AcknowledgedFile acknowledged;

  /** Oldest first. */
  private final Deque<Segment> segments = new ArrayDeque<>();

  private @Nullable FileChannel reader;
  private @Nullable FileChannel writer;
  private long nextNumber = 1;

  /** In the first segment. */
  private long headOffset;

  private int messages;
  private long bytes;
  private int damagedFiles;

  private DiskQueue(Path folder, Limits limits, AcknowledgedFile acknowledged) {
    this.folder = folder;
    this.limits = limits;
    this.acknowledged = acknowledged;
  }

  /**
   * Opens the queue in a folder, made where it is missing. Nobody else may have it open.
   *
   * @throws IOException the folder cannot be used
   */
  static DiskQueue open(Path folder, Limits limits) throws IOException {
    Files.createDirectories(folder);
    DiskQueue queue = new DiskQueue(folder, limits, new AcknowledgedFile(folder));
    queue.load();
    return queue;
  }

  private synchronized void load() throws IOException {
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    AcknowledgedFile.Place place = acknowledged.read();
    nextNumber = place.segment() + 1;
    for (Path file : files) {
      OptionalLong number = Segment.numberOf(file);
      if (number.isPresent()) {
        nextNumber = Math.max(nextNumber, number.getAsLong() + 1);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          load(new Segment(folder, number.getAsLong()), place);
        }
      }
    }
  }

  private void load(Segment segment, AcknowledgedFile.Place place) {
    try {
      long from = segment.number == place.segment() ? place.offset() : 0;
      long start = segment.scan(from);
      long damaged = segment.damagedBytes();
      if (damaged > 0) {
        damagedFiles++;
        LOG.warn("{}: {} bytes at the end are no message and are cut off", segment.file, damaged);
        segment.cut();
      }
      if (segment.number < place.segment() || segment.messages == 0) {
        Files.delete(segment.file);
        return;
      }
      if (segments.isEmpty()) {
        headOffset = start;
      }
      segments.add(segment);
      messages += segment.messages;
      bytes += segment.bytes;
    } catch (IOException e) {
      damagedFiles++;
      LOG.warn("{} cannot be used and is left out: {}", segment.file, e.toString());
    }
  }

  /**
   * Adds a message behind all others.
   *
   * @param content 1 to {@link RecordFormat#MAX_BYTES} bytes
   * @return how many of the oldest had to be dropped for it
   * @throws IOException it could not be written; what was there before is still there
   */
  synchronized int append(byte[] content) throws IOException {
    ByteBuffer record = RecordFormat.encode(content);
    int size = record.remaining();
    int dropped = 0;
    while (messages > 0 && (messages >= limits.messages || bytes + size > limits.bytes)) {
      Optional<Entry> oldest = head();
      if (oldest.isPresent()) {
        acknowledge(oldest.get());
        dropped++;
      }
    }
    FileChannel channel = writer == null ? begin() : writer;
    Segment segment = segments.getLast();
    try {
      long at = segment.end;
      while (record.hasRemaining()) {
        at += channel.write(record, at);
      }
    } catch (IOException e) {
      giveUpWriting(segment);
      throw e;
    }
    segment.end += size;
    segment.messages++;
    segment.bytes += size;
    messages++;
    bytes += size;
    if (segment.end >= limits.segmentBytes) {
      channel.force(false);
      closeWriter();
    }
    return dropped;
  }

  private FileChannel begin() throws IOException {
    Segment segment = new Segment(folder, nextNumber);
    FileChannel channel =
        FileChannel.open(segment.file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    nextNumber++;
    segments.add(segment);
    writer = channel;
    return channel;
  }

  /** Half a record may be there: nothing more is written behind it. */
  private void giveUpWriting(Segment segment) {
    try {
      closeWriter();
      if (segment.end == 0) {
        // Each message that does not fit on a full disk would leave an empty file behind.
        segments.removeLast();
        Files.deleteIfExists(segment.file);
      } else {
        segment.cut();
      }
    } catch (IOException e) {
      LOG.warn("{}: half a message could not be cut off: {}", segment.file, e.toString());
    }
  }

  private void closeWriter() throws IOException {
    FileChannel channel = writer;
    writer = null;
    if (channel != null) {
      channel.close();
    }
  }

  /** Makes what was appended safe from a loss of power. */
  synchronized void force() throws IOException {
    if (writer != null) {
      writer.force(false);
    }
  }

  /**
   * The oldest message that is not acknowledged.
   *
   * @throws IOException it cannot be read
   */
  synchronized Optional<Entry> head() throws IOException {
    while (messages > 0) {
      Segment first = segments.getFirst();
      if (first.messages == 0) {
        removeFirst();
        continue;
      }
      byte[] content = RecordFormat.read(reader(first), headOffset);
      if (content != null) {
        return Optional.of(new Entry(first.number, headOffset, content));
      }
      damagedFiles++;
      LOG.warn("{} was changed or is damaged; {} messages are lost", first.file, first.messages);
      removeFirst();
    }
    return Optional.empty();
  }

  private FileChannel reader(Segment first) throws IOException {
    if (reader == null) {
      reader = FileChannel.open(first.file, StandardOpenOption.READ);
    }
    return reader;
  }

  private void removeFirst() throws IOException {
    if (segments.size() == 1) {
      closeWriter();
    }
    Segment first = segments.removeFirst();
    messages -= first.messages;
    bytes -= first.bytes;
    headOffset = 0;
    if (reader != null) {
      reader.close();
      reader = null;
    }
    Files.deleteIfExists(first.file);
  }

  /** Removes a message, unless it has been dropped meanwhile. */
  synchronized void acknowledge(Entry entry) throws IOException {
    Segment first = segments.peekFirst();
    if (first == null || first.number != entry.segment || headOffset != entry.offset) {
      return;
    }
    int size = RecordFormat.sizeOf(entry.content);
    headOffset += size;
    first.messages--;
    first.bytes -= size;
    messages--;
    bytes -= size;
    acknowledged.write(new AcknowledgedFile.Place(first.number, headOffset));
    if (first.messages == 0 && segments.size() > 1) {
      removeFirst();
    }
  }

  /** Messages that are not acknowledged. */
  synchronized int messages() {
    return messages;
  }

  /** Bytes in them. */
  synchronized long bytes() {
    return bytes;
  }

  /** Files in which something was found that is no message. */
  synchronized int damagedFiles() {
    return damagedFiles;
  }

  @Override
  public synchronized void close() throws IOException {
    force();
    closeWriter();
    if (reader != null) {
      reader.close();
      reader = null;
    }
    acknowledged.close();
  }
}
