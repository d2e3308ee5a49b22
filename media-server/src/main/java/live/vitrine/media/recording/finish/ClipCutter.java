package live.vitrine.media.recording.finish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.mp4.FragmentedFile;
import live.vitrine.media.mp4.ProgressiveMp4;
import live.vitrine.media.mp4.RecordedFragment;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.RecordedEvent;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;

/**
 * Cuts a range out of a recording, also out of one that is still being written. Nothing is
 * transcoded: a clip begins with the key frame at or before where it was asked to.
 */
public final class ClipCutter {
  /** Names of recordings are not to be guessed. */
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Pictures may be decoded this long before they are shown. */
  private static final long MARGIN_MILLIS = 1_000;

  private final RecordingLibrary library;
  private final Clock clock;
  private final long minFreeBytes;

  /**
   * @param minFreeBytes what has to stay free on the disk
   */
  public ClipCutter(RecordingLibrary library, Clock clock, long minFreeBytes) {
    this.library = library;
    this.clock = clock;
    this.minFreeBytes = minFreeBytes;
  }

  /**
   * Makes a clip; blocks.
   *
   * @param from milliseconds in the recording, at least 0
   * @param to milliseconds in the recording, more than {@code from} and not behind its end
   * @throws IOException it cannot be written, or there is nothing to cut from
   */
  public Recording cut(Recording source, long from, long to) throws IOException {
    RecordingId id = RecordingId.create(clock.instant(), RANDOM);
    Recording clip =
        Recording.begun(id, source.stream(), source.startedAt().plusMillis(from))
            .cutFrom(source.id())
            .showing(source.pictures());
    if (!library.tryHold(source)) {
      throw new IOException("recording %s is being deleted".formatted(source.id()));
    }
    library.hold(clip);
    try {
      return cut(source, clip, from, to);
    } catch (IOException | RuntimeException e) {
      library.deleteHeld(library.find(clip.id()).orElse(clip));
      throw e;
    } finally {
      library.letGo(source);
      library.letGo(clip);
    }
  }

  private Recording cut(Recording source, Recording empty, long from, long to) throws IOException {
    Recording clip = empty;
    long actualFrom = from;
    long length = 0;
    int part = 0;
    for (RecordingFile file : source.files(MediaFormat.MP4)) {
      long first = Math.max(from, file.startMillis());
      long last = Math.min(to, file.endMillis());
      if (first >= last) {
        continue;
      }
      part++;
      String name = FileNames.media(clip.id(), part, MediaFormat.MP4);
      RecordingFile piece = write(source, file, clip, name, first, last, length);
      if (part == 1) {
        actualFrom = last - piece.durationMillis();
      }
      length += piece.durationMillis();
      clip = clip.with(piece);
      library.put(clip);
    }
    if (part == 0) {
      throw nothing(source, from, to);
    }
    Recording ready =
        clip.startedAt(source.startedAt().plusMillis(actualFrom))
            .withEvents(events(source, actualFrom, to))
            .in(RecordingState.READY);
    library.save(ready);
    library.announce(ready);
    return ready;
  }

  /**
   * Cuts out what a clip needs to be exact, from key frames on; blocks.
   *
   * @param folder where the pieces are written
   * @throws IOException they cannot be written, or there is nothing to cut from
   */
  public List<ClipPiece> pieces(Recording source, long from, long to, Path folder)
      throws IOException {
    List<ClipPiece> pieces = new ArrayList<>();
    for (RecordingFile file : source.files(MediaFormat.MP4)) {
      long first = Math.max(from, file.startMillis());
      long last = Math.min(to, file.endMillis());
      if (first < last) {
        Path target = folder.resolve("piece-" + pieces.size() + ".mp4").toAbsolutePath();
        Cut cut = cut(source, file, target, first, last + MARGIN_MILLIS);
        pieces.add(new ClipPiece(target, first - file.startMillis() - cut.begin(), last - first));
      }
    }
    if (pieces.isEmpty()) {
      throw nothing(source, from, to);
    }
    return pieces;
  }

  /** Events that are in force at some time of the clip, on its clock. */
  public List<RecordedEvent> events(Recording source, long from, long to) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    for (RecordedEvent event : library.load(source).events()) {
      if (event.startMillis() < to && event.startMillis() + event.durationMillis() >= from) {
        events.add(
            new RecordedEvent(
                event.id(),
                event.name(),
                event.startMillis() - from,
                event.durationMillis(),
                event.data()));
      }
    }
    return events;
  }

  private RecordingFile write(
      Recording source,
      RecordingFile file,
      Recording clip,
      String name,
      long first,
      long last,
      long startMillis)
      throws IOException {
    Path target = library.path(clip, name);
    Path unfinished = target.resolveSibling(name + ".tmp");
    try {
      Cut cut = cut(source, file, unfinished, first, last);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      long duration = last - file.startMillis() - cut.begin();
      return new RecordingFile(name, MediaFormat.MP4, startMillis, duration, cut.bytes());
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Where a piece begins in its file, milliseconds, and what it holds. */
  private record Cut(long begin, long bytes) {}

  private Cut cut(Recording source, RecordingFile file, Path target, long first, long last)
      throws IOException {
    try (FileChannel in =
            FileChannel.open(library.path(source, file.name()), StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FragmentedFile movie = FragmentedFile.scan(in);
      long from = first - file.startMillis();
      long to = last - file.startMillis();
      checkSpace(target, movie, from, to);
      ProgressiveMp4.write(in, movie, from, to, out);
      out.force(true);
      return new Cut(keyFrameBefore(movie, from), out.size());
    }
  }

  private static IOException nothing(Recording source, long from, long to) {
    return new IOException(
        "recording %s has nothing in MP4 from %d to %d ms".formatted(source.id(), from, to));
  }

  /** Fragments end at key frames, so that there is none inside of one. */
  private static long keyFrameBefore(FragmentedFile movie, long millis) {
    long found = 0;
    for (RecordedFragment fragment : movie.fragments()) {
      if (fragment.independent() && fragment.start() <= millis) {
        found = fragment.start();
      }
    }
    return found;
  }

  private void checkSpace(Path target, FragmentedFile movie, long from, long to)
      throws IOException {
    long bytes = 0;
    for (RecordedFragment fragment : movie.fragments()) {
      if (fragment.start() < to && fragment.start() + fragment.duration() >= from) {
        bytes += fragment.length();
      }
    }
    long free = Files.getFileStore(target.getParent()).getUsableSpace();
    if (free - bytes < minFreeBytes) {
      throw new NoSpaceException(
          "the disk has %d bytes free, the clip needs %d and %d are to stay free"
              .formatted(free, bytes, minFreeBytes));
    }
  }
}
