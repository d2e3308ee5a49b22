package live.vitrine.media.recording.library;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import live.vitrine.media.hub.StreamId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All recordings there are. Of those that are over the events are left on the disk, so that a
 * recording costs about a kilobyte of memory.
 */
public final class RecordingLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingLibrary.class);

  private final Path folder;
  private final ConcurrentSkipListMap<RecordingId, Recording> recordings =
      new ConcurrentSkipListMap<>();

  private volatile RemoteStore remote = RemoteStore.NONE;

  private static final int DELETING = Integer.MIN_VALUE;

  /** Recordings whose files somebody needs, and how many do; or that are being deleted. */
  private final Map<RecordingId, Integer> held = new ConcurrentHashMap<>();

  private final List<Consumer<Recording>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Recording>> settledListeners = new CopyOnWriteArrayList<>();

  private RecordingLibrary(Path folder) {
    this.folder = folder;
  }

  /** The library in a folder, which need not exist yet; reads every description and blocks. */
  public static RecordingLibrary open(Path folder) throws IOException {
    RecordingLibrary library = new RecordingLibrary(folder);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> streams = Files.newDirectoryStream(folder, Files::isDirectory)) {
        for (Path stream : streams) {
          if (StreamId.isValid(stream.getFileName().toString())) {
            library.readFolder(stream);
          }
        }
      }
    }
    return library;
  }

  private void readFolder(Path stream) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(stream, "*.{json,tmp}")) {
      for (Path file : files) {
        if (file.toString().endsWith(".tmp")) {
          // Whoever wrote it died meanwhile.
          Files.deleteIfExists(file);
        } else {
          read(stream, file);
        }
      }
    }
  }

  private void read(Path stream, Path file) {
    try {
      Recording recording = Sidecar.read(file);
      if (!recording.stream().value().equals(stream.getFileName().toString())
          || !file.endsWith(FileNames.sidecar(recording.id()))) {
        throw new IOException("%s describes another recording".formatted(file));
      }
      put(recording);
    } catch (IOException e) {
      LOG.warn("a recording is left out: {}", e.getMessage());
    }
  }

  /** Where media files are that are not in the folder. */
  public void moveTo(RemoteStore store) {
    remote = store;
  }

  /** A short-lived address of a media file that is not in the folder; may block. */
  public URI address(Recording recording, String name) throws IOException {
    return remote.address(recording, name);
  }

  /** Asks to be told of every recording that is over, once it is; on the thread that ended it. */
  public void onOver(Consumer<Recording> listener) {
    listeners.add(listener);
  }

  /**
   * Asks to be told of every recording of which nothing more is made; later than {@link #onOver}.
   */
  public void onSettled(Consumer<Recording> listener) {
    settledListeners.add(listener);
  }

  /** Tells those who asked for the end. */
  public void announce(Recording recording) {
    tell(listeners, recording);
  }

  /** Tells those who asked for the time when nothing more is made. */
  public void announceSettled(Recording recording) {
    tell(settledListeners, recording);
  }

  private static void tell(List<Consumer<Recording>> listeners, Recording recording) {
    for (Consumer<Recording> listener : listeners) {
      try {
        listener.accept(recording);
      } catch (RuntimeException e) {
        LOG.error("recording {}: one who wanted to know of its end failed", recording.id(), e);
      }
    }
  }

  /** Where a stream's recordings lie. */
  public Path folder(StreamId stream) {
    return folder.resolve(stream.value());
  }

  /** Where a file of a recording lies. */
  public Path path(Recording recording, String name) {
    if (!FileNames.isValid(name)) {
      throw new IllegalArgumentException("\"%s\" is no name of a file".formatted(name));
    }
    return folder(recording.stream()).resolve(name);
  }

  /** Holds this state of a recording from now on, in memory only. */
  public void put(Recording recording) {
    recordings.put(
        recording.id(), recording.isOver() ? recording.withEvents(List.of()) : recording);
  }

  /** Writes a recording's description and holds it; blocks. */
  public void save(Recording recording) throws IOException {
    Sidecar.write(path(recording, FileNames.sidecar(recording.id())), recording);
    put(recording);
  }

  /** Keeps a recording from being deleted while its files are written. */
  public void hold(Recording recording) {
    held.merge(recording.id(), 1, Integer::sum);
  }

  /**
   * The same for one that may be gone meanwhile.
   *
   * @return false when it is, or is being deleted
   */
  public boolean tryHold(Recording recording) {
    RecordingId id = recording.id();
    Integer count = held.compute(id, (_, n) -> n == null ? 1 : n < 0 ? n : (Integer) (n + 1));
    if (count == null || count < 0) {
      return false;
    }
    if (recordings.containsKey(id)) {
      return true;
    }
    letGo(recording);
    return false;
  }

  /** Its files are written no more. */
  public void letGo(Recording recording) {
    held.computeIfPresent(recording.id(), (_, n) -> n == 1 ? null : (Integer) (n - 1));
  }

  /** Forgets a recording that never got a file. */
  public void forget(Recording recording) {
    recordings.remove(recording.id());
  }

  public Optional<Recording> find(RecordingId id) {
    return Optional.ofNullable(recordings.get(id));
  }

  /** The recording with its events; blocks. */
  public Recording load(Recording recording) throws IOException {
    if (!recording.isOver()) {
      return recording;
    }
    Path file = path(recording, FileNames.sidecar(recording.id()));
    return recording.withEvents(Sidecar.read(file).events());
  }

  /**
   * Recordings, newest first, without the events of those that are over.
   *
   * @param stream only this one's; null for all
   * @param before only those that sort before this one, for paging; null for all
   */
  public List<Recording> list(@Nullable StreamId stream, @Nullable RecordingId before, int limit) {
    var all = recordings.descendingMap();
    return (before == null ? all : all.tailMap(before, false))
        .values().stream()
            .filter(recording -> stream == null || recording.stream().equals(stream))
            .limit(limit)
            .toList();
  }

  /** Those that a process which is gone was still writing. */
  public List<Recording> unfinished() {
    return recordings.values().stream().filter(recording -> !recording.isOver()).toList();
  }

  /** How many there are. */
  public int count() {
    return recordings.size();
  }

  /** What all of them hold. */
  public long totalBytes() {
    return recordings.values().stream().mapToLong(Recording::bytes).sum();
  }

  /**
   * Removes a recording with all of its files; blocks.
   *
   * @return false when it stays because somebody holds it
   */
  public boolean delete(Recording recording) throws IOException {
    if (held.putIfAbsent(recording.id(), DELETING) != null) {
      return false;
    }
    try {
      deleteFiles(recording);
      return true;
    } finally {
      held.remove(recording.id());
    }
  }

  /** The same by the one who holds it. */
  public void deleteHeld(Recording recording) throws IOException {
    deleteFiles(recording);
  }

  private void deleteFiles(Recording recording) throws IOException {
    if (!recording.storedAt().isEmpty()) {
      remote.delete(recording);
    }
    // The description goes last: what is cut off half way can be deleted again.
    List<String> names = new ArrayList<>();
    for (RecordingFile file : recording.files()) {
      names.add(file.name());
      if (file.format() == MediaFormat.MP4) {
        names.add(FileNames.head(file.name()));
      }
    }
    for (String name : FileNames.stills(Stills.MAX_SHEETS)) {
      names.add(FileNames.still(recording.id(), name));
    }
    names.add(FileNames.playlist(recording.id()));
    names.add(FileNames.sidecar(recording.id()));
    for (String name : names) {
      Files.deleteIfExists(path(recording, name));
    }
    recordings.remove(recording.id());
  }
}
