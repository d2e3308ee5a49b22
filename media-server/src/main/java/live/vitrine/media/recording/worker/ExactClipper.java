package live.vitrine.media.recording.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import live.vitrine.media.recording.finish.ClipCutter;
import live.vitrine.media.recording.finish.ClipPiece;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes clips that begin and end with the frames they were asked to: what is between the key frames
 * around them is cut out first and then transcoded. Until one is ready it is known to this process
 * only.
 */
public final class ExactClipper {
  /** How many may wait; each costs minutes. */
  public static final int MAX_WAITING = 8;

  /** Times the clip's own duration, for the slowest machine. */
  private static final int MORE = 10;

  /** Names of recordings are not to be guessed. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Logger LOG = LoggerFactory.getLogger(ExactClipper.class);

  private final RecordingLibrary library;
  private final ClipCutter cutter;
  private final Workbench workbench;
  private final Clock clock;
  private final Semaphore places = new Semaphore(MAX_WAITING);

  public ExactClipper(
      RecordingLibrary library, ClipCutter cutter, Workbench workbench, Clock clock) {
    this.library = library;
    this.cutter = cutter;
    this.workbench = workbench;
    this.clock = clock;
  }

  /**
   * Begins with a clip. Does not block; any thread.
   *
   * @param from milliseconds in the recording
   * @param to milliseconds in the recording, more than {@code from}
   * @return the clip that is being made; empty when {@link #MAX_WAITING} wait already
   */
  public Optional<Recording> start(Recording source, long from, long to) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    RecordingId id = RecordingId.create(clock.instant(), RANDOM);
    Recording clip =
        Recording.begun(id, source.stream(), source.startedAt().plusMillis(from))
            .cutFrom(source.id())
            .showing(source.pictures())
            .in(RecordingState.FINISHING);
    library.hold(source);
    library.hold(clip);
    library.put(clip);
    workbench.add(Workbench.Rank.CLIP, new ClipWork(source, clip, from, to));
    return Optional.of(clip);
  }

  private final class ClipWork implements Workbench.Work {
    private final Recording source;
    private final Recording clip;
    private final long from;
    private final long to;

    ClipWork(Recording source, Recording clip, long from, long to) {
      this.source = source;
      this.clip = clip;
      this.from = from;
      this.to = to;
    }

    @Override
    public void run(Path folder) throws IOException, InterruptedException {
      Recording over;
      try {
        over = make(folder);
      } catch (IOException | RuntimeException e) {
        LOG.warn("exact clip {} of recording {} failed", clip.id(), source.id(), e);
        over = clip.failing(String.valueOf(e.getMessage())).in(RecordingState.FAILED);
      }
      library.save(over);
      done();
      library.announce(over);
    }

    private Recording make(Path folder) throws IOException, InterruptedException {
      List<ClipPiece> pieces = cutter.pieces(source, from, to, folder);
      List<String> arguments = new ArrayList<>(List.of("clip"));
      for (int i = 0; i < pieces.size(); i++) {
        ClipPiece piece = pieces.get(i);
        arguments.add(target(folder, i).toString());
        arguments.add(String.valueOf(piece.skipMillis()));
        arguments.add(String.valueOf(piece.durationMillis()));
        arguments.add(piece.file().toString());
      }
      workbench.work(arguments, Duration.ofMillis(MORE * (to - from)), () -> true);
      Recording made = clip.showing(AvcCodecs.of(source.pictures(), target(folder, 0)));
      long start = 0;
      for (int i = 0; i < pieces.size(); i++) {
        String name = FileNames.media(clip.id(), i + 1, MediaFormat.MP4);
        Path file = library.path(clip, name);
        Files.move(target(folder, i), file, StandardCopyOption.ATOMIC_MOVE);
        long duration = pieces.get(i).durationMillis();
        made =
            made.with(new RecordingFile(name, MediaFormat.MP4, start, duration, Files.size(file)));
        start += duration;
      }
      return made.withEvents(cutter.events(source, from, to)).in(RecordingState.READY);
    }

    private static Path target(Path folder, int piece) {
      return folder.resolve("clip-" + piece + ".mp4").toAbsolutePath();
    }

    @Override
    public void dropped() {
      library.forget(clip);
      done();
    }

    private void done() {
      library.letGo(source);
      library.letGo(clip);
      places.release();
    }
  }
}
