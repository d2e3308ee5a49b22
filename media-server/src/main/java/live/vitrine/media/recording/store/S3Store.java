package live.vitrine.media.recording.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RemoteStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Moves recordings that are over into a bucket, one after the other. What fails is tried again
 * later, with waits that double up to five minutes, and after a restart.
 */
public final class S3Store implements RemoteStore, AutoCloseable {
  private static final long PART_SIZE = 8L * 1024 * 1024;
  private static final long MAX_WAIT_SECONDS = 300;
  private static final Duration ADDRESS_LIFE = Duration.ofHours(1);
  private static final String JSON = "application/json";
  private static final String PLAYLIST = "application/vnd.apple.mpegurl";
  private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);

  /** A recording to be moved, and how often that has failed. */
  private record Task(Recording recording, int failures) {}

  private final RecordingLibrary library;
  private final Bucket bucket;
  private final long partSize;
  private final long firstWaitMillis;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final LongAdder failures = new LongAdder();
  private final Thread thread = Thread.ofVirtual().name("s3").unstarted(this::run);

  S3Store(RecordingLibrary library, Bucket bucket, long partSize, long firstWaitMillis) {
    this.library = library;
    this.bucket = bucket;
    this.partSize = partSize;
    this.firstWaitMillis = firstWaitMillis;
  }

  /** Moves what is over from now on, and what an earlier process left. */
  public static S3Store start(RecordingLibrary library, Bucket bucket) {
    S3Store store = new S3Store(library, bucket, PART_SIZE, TimeUnit.SECONDS.toMillis(1));
    store.start();
    return store;
  }

  void start() {
    library.moveTo(this);
    // Stills are made of the files in the folder.
    library.onSettled(this::add);
    library.list(null, null, Integer.MAX_VALUE).reversed().stream()
        .filter(recording -> recording.isSettled() && !isMoved(recording))
        .forEach(this::add);
    thread.start();
  }

  /** Whether nothing is left to do; a process may have died between any two steps. */
  private boolean isMoved(Recording recording) {
    return !recording.storedAt().isEmpty()
        && recording.files().stream()
            .noneMatch(file -> Files.exists(library.path(recording, file.name())));
  }

  /** Attempts that failed. */
  public long failures() {
    return failures.sum();
  }

  /** Recordings that wait to be moved, those between two attempts excepted. */
  public int waiting() {
    return tasks.size();
  }

  private void add(Recording recording) {
    tasks.add(new Task(recording, 0));
  }

  private void run() {
    try {
      while (true) {
        move(tasks.take());
      }
    } catch (InterruptedException _) {
      // Told to stop; the next process goes on.
    }
  }

  private void move(Task task) throws InterruptedException {
    Recording recording = library.find(task.recording().id()).orElse(null);
    if (recording == null) {
      // Deleted meanwhile.
      return;
    }
    if (!library.tryHold(recording)) {
      return;
    }
    try {
      moveHeld(recording);
    } catch (IOException | RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      failures.increment();
      long wait =
          Math.min(
              firstWaitMillis << Math.min(task.failures(), 20),
              TimeUnit.SECONDS.toMillis(MAX_WAIT_SECONDS));
      LOG.warn(
          "recording {} is not in bucket {} yet, next attempt in {} ms: {}",
          recording.id(),
          bucket.name(),
          wait,
          e.getMessage());
      CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS)
          .execute(() -> tasks.add(new Task(recording, task.failures() + 1)));
    } finally {
      library.letGo(recording);
    }
  }

  private void moveHeld(Recording light) throws IOException {
    Recording recording = library.load(light);
    Recording moved = recording;
    if (recording.storedAt().isEmpty()) {
      sendMedia(recording);
      moved = recording.movedTo("s3://%s/%s".formatted(bucket.name(), key(recording, "")));
      library.save(moved);
    }
    // Last: where it is, everything is.
    send(moved, FileNames.sidecar(recording.id()), JSON);
    for (RecordingFile file : recording.files()) {
      Files.deleteIfExists(library.path(recording, file.name()));
    }
    LOG.info("recording {} is in bucket {}", recording.id(), bucket.name());
  }

  private void sendMedia(Recording recording) throws IOException {
    for (RecordingFile file : recording.files()) {
      send(recording, file.name(), file.format().mimeType());
      if (file.format() == MediaFormat.MP4) {
        send(recording, FileNames.head(file.name()), file.format().mimeType());
      }
    }
    for (String name : FileNames.stills(recording.stills().sheets())) {
      String mimeType = name.equals(FileNames.STORYBOARD) ? "text/vtt" : "image/jpeg";
      send(recording, FileNames.still(recording.id(), name), mimeType);
    }
    send(recording, FileNames.playlist(recording.id()), PLAYLIST);
  }

  private void send(Recording recording, String name, String mimeType) throws IOException {
    Path file = library.path(recording, name);
    if (Files.exists(file)) {
      new PartedUpload(bucket.client(), bucket.name(), key(recording, name), partSize)
          .send(file, mimeType);
    }
  }

  private String key(Recording recording, String name) {
    String prefix = bucket.prefix();
    String slash = prefix.isEmpty() || prefix.endsWith("/") ? "" : "/";
    return prefix + slash + recording.stream() + "/" + name;
  }

  @Override
  public URI address(Recording recording, String name) {
    return URI.create(
        bucket
            .presigner()
            .presignGetObject(request ->
                request
                    .signatureDuration(ADDRESS_LIFE)
                    .getObjectRequest(
                        object -> object.bucket(bucket.name()).key(key(recording, name))))
            .url()
            .toString());
  }

  @Override
  public void delete(Recording recording) throws IOException {
    List<String> names = new ArrayList<>();
    for (RecordingFile file : recording.files()) {
      names.add(file.name());
      if (file.format() == MediaFormat.MP4) {
        names.add(FileNames.head(file.name()));
      }
    }
    for (String name : FileNames.stills(recording.stills().sheets())) {
      names.add(FileNames.still(recording.id(), name));
    }
    names.add(FileNames.playlist(recording.id()));
    names.add(FileNames.sidecar(recording.id()));
    try {
      for (String name : names) {
        var _ =
            bucket
                .client()
                .deleteObject(request -> request.bucket(bucket.name()).key(key(recording, name)));
      }
    } catch (SdkException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    bucket.close();
  }
}
