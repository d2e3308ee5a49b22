package live.vitrine.media.recording.writer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.writer.Volume.MediaFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of one recording on a virtual thread of its own. What it is given on the
 * stream's event loop waits in a queue that is bounded in bytes; when it is full, or writing fails,
 * the recording is over and everything that comes later is let go of at once.
 */
final class RecordingWriter {
  /** How often free space is looked at, and how often the description is written at most. */
  private static final long HOUSEKEEPING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);

  private final RecordingEnvironment environment;
  private final LinkedBlockingQueue<WriteJob> queue = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final Object publishing = new Object();

  /** Changed within {@link #publishing} only, so that a failure is never written over. */
  private Recording recording;

  private volatile @Nullable String failure;

  // The rest belongs to the writing thread.

  private final Map<String, MediaFile> open = new HashMap<>();
  private final EventBudget events = new EventBudget();
  private boolean descriptionIsOld;
  private long lastHousekeeping = System.nanoTime() - HOUSEKEEPING_NANOS;

  private RecordingWriter(RecordingEnvironment environment, Recording recording) {
    this.environment = environment;
    this.recording = recording;
  }

  /** Begins to write what will be offered. */
  static RecordingWriter start(RecordingEnvironment environment, Recording recording) {
    RecordingWriter writer = new RecordingWriter(environment, recording);
    environment.library().hold(recording);
    environment.counters().begun();
    Thread.ofVirtual().name("recording-" + recording.id()).start(writer::run);
    return writer;
  }

  Recording recording() {
    synchronized (publishing) {
      return recording;
    }
  }

  /** Whether all that is offered is let go of from now on. Any thread. */
  boolean isFailed() {
    return failure != null;
  }

  /** The wall-clock time of the first frame. */
  void startsAt(Instant time) {
    synchronized (publishing) {
      publish(recording.startedAt(time));
    }
  }

  /** Gives the thread something to do; takes ownership of a chunk. Never blocks. */
  void offer(WriteJob job) {
    if (isFailed()) {
      if (job instanceof WriteJob.Append append) {
        append.chunk().release();
      }
      return;
    }
    if (job instanceof WriteJob.Append append) {
      int length = append.chunk().length();
      WriteBudget budget = environment.budget();
      if (waiting.get() + length > budget.perRecording()) {
        fail("the disk is too slow: %d bytes wait to be written".formatted(waiting.get()));
      } else if (!budget.take(length)) {
        fail("the disk is too slow: %d bytes of all recordings wait".formatted(budget.used()));
      } else {
        waiting.addAndGet(length);
      }
      if (isFailed()) {
        append.chunk().release();
        return;
      }
    }
    queue.add(job);
    if (isFailed()) {
      // It may have been too late for the thread to see it.
      letGoOfAll();
    }
  }

  /** Ends the recording here; again changes nothing. Any thread. */
  void fail(String reason) {
    synchronized (publishing) {
      if (failure != null) {
        return;
      }
      failure = reason;
      publish(recording.failing(reason));
    }
    environment.counters().fail();
    LOG.error(
        "recording {} of stream {} stopped, the stream goes on: {}",
        recording.id(),
        recording.stream(),
        reason);
    letGoOfAll();
  }

  private void letGoOfAll() {
    for (WriteJob job = queue.poll(); job != null; job = queue.poll()) {
      if (job instanceof WriteJob.Append append) {
        letGo(append.chunk());
      }
    }
    // Wakes the thread where it waits for something to do.
    queue.add(new WriteJob.End());
  }

  private void letGo(MediaChunk chunk) {
    long length = chunk.length();
    chunk.release();
    waiting.addAndGet(-length);
    environment.budget().giveBack(length);
  }

  private void run() {
    try {
      WriteJob job = queue.take();
      while (!(job instanceof WriteJob.End) && !isFailed()) {
        carryOut(job);
        job = queue.take();
      }
      if (job instanceof WriteJob.Append append) {
        letGo(append.chunk());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      fail("it cannot be written: " + e);
    }
    closeAll();
    environment.counters().over();
    Recording over = recording();
    environment.afterwards().accept(over);
    environment.library().letGo(over);
  }

  private void carryOut(WriteJob job) throws IOException {
    switch (job) {
      case WriteJob.Begin begin -> begin(begin);
      case WriteJob.Append append -> append(append);
      case WriteJob.Finish finish -> finish(finish);
      case WriteJob.Note note -> {
        if (events.admits(note.event())) {
          synchronized (publishing) {
            publish(recording.with(note.event()));
          }
          descriptionIsOld = true;
        }
      }
      case WriteJob.End _ -> {}
    }
  }

  private void begin(WriteJob.Begin begin) throws IOException {
    RecordingLibrary library = environment.library();
    RecordingFile file = begin.file();
    checkFreeSpace();
    MediaFile created = environment.volume().create(library.path(recording, file.name()));
    open.put(file.name(), created);
    int length = begin.head().remaining();
    created.append(new ByteBuffer[] {begin.head()});
    environment.counters().wrote(length);
    synchronized (publishing) {
      boolean first = recording.files().isEmpty();
      Recording next = recording.with(file.grownTo(0, length));
      publish(first ? next.showing(begin.pictures()) : next);
    }
    saveDescription();
  }

  private void append(WriteJob.Append append) throws IOException {
    try {
      if (System.nanoTime() - lastHousekeeping >= HOUSEKEEPING_NANOS) {
        lastHousekeeping = System.nanoTime();
        checkFreeSpace();
        if (descriptionIsOld) {
          saveDescription();
        }
      }
      MediaFile file = open.get(append.name());
      if (file == null) {
        throw new IllegalStateException("file %s is not open".formatted(append.name()));
      }
      file.append(append.chunk().vectors());
      environment.counters().wrote(append.chunk().length());
      grow(append.name(), append.durationMillis(), append.chunk().length());
    } finally {
      letGo(append.chunk());
    }
  }

  private void grow(String name, long durationMillis, long bytes) {
    synchronized (publishing) {
      for (RecordingFile file : recording.files()) {
        if (file.name().equals(name)) {
          publish(recording.with(file.grownTo(durationMillis, file.bytes() + bytes)));
          return;
        }
      }
    }
  }

  private void finish(WriteJob.Finish finish) throws IOException {
    MediaFile file = open.remove(finish.name());
    if (file != null) {
      try (file) {
        if (finish.patch().hasRemaining()) {
          file.overwrite(finish.position(), finish.patch());
        }
      }
    }
  }

  /** Call within {@link #publishing}; what comes after a failure changes nothing. */
  private void publish(Recording next) {
    if (failure == null || next.reason().equals(failure)) {
      recording = next;
      environment.library().put(next);
    }
  }

  private void saveDescription() throws IOException {
    Recording current = recording();
    if (!isFailed()) {
      environment.library().save(current);
      descriptionIsOld = false;
    }
  }

  private void checkFreeSpace() throws IOException {
    long free = environment.volume().usableBytes(environment.library().folder(recording.stream()));
    if (free < environment.minFreeBytes()) {
      throw new IOException(
          "the disk has %d bytes free, %d are to stay free"
              .formatted(free, environment.minFreeBytes()));
    }
  }

  private void closeAll() {
    for (MediaFile file : open.values()) {
      try {
        file.close();
      } catch (IOException e) {
        fail("it cannot be closed: " + e);
      }
    }
    open.clear();
  }
}
