package live.vitrine.media.recording.finish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.mp4.FragmentedFile;
import live.vitrine.media.mp4.HybridMp4;
import live.vitrine.media.mp4.MediaRanges;
import live.vitrine.media.mp4.Mp4Exception;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings recordings to their end, one after the other, on a thread of its own. */
public final class Finisher implements AutoCloseable {
  /** HLS segments are at least so long, so that a long show has a short playlist. */
  static final long SEGMENT_MILLIS = 4_000;

  private static final long CLOSE_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);

  private final RecordingLibrary library;
  private final ExecutorService worker;

  public Finisher(RecordingLibrary library) {
    this.library = library;
    this.worker =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("recordings").daemon().factory());
  }

  /** Completes a recording whose files nobody writes any more. Any thread; does not block. */
  public void finish(Recording recording) {
    library.hold(recording);
    try {
      worker.execute(() -> finishNow(recording));
    } catch (RejectedExecutionException _) {
      // The process ends; the next one finds it unfinished.
      library.letGo(recording);
    }
  }

  private void finishNow(Recording recording) {
    try {
      if (recording.files().isEmpty()) {
        library.forget(recording);
        return;
      }
      complete(recording);
    } catch (IOException | RuntimeException e) {
      LOG.error("recording {} cannot be finished", recording.id(), e);
      library.put(recording.failing("it cannot be finished: " + e).in(RecordingState.FAILED));
    } finally {
      library.letGo(recording);
    }
  }

  private void complete(Recording recording) throws IOException {
    boolean failed = recording.state() == RecordingState.FAILING;
    library.save(failed ? recording : recording.in(RecordingState.FINISHING));
    List<RecordingFile> files = new ArrayList<>();
    List<VodPlaylist.Part> parts = new ArrayList<>();
    for (RecordingFile file : recording.files()) {
      switch (file.format()) {
        case MP4 -> completeMovie(recording, file, files, parts);
        case FLV -> completeFlv(recording, file, files);
      }
    }
    Recording whole = recording.withFiles(files);
    if (files.isEmpty()) {
      LOG.info("recording {} is removed: nothing was written to it", recording.id());
      library.deleteHeld(recording);
      return;
    }
    if (!parts.isEmpty()) {
      replace(
          library.path(recording, FileNames.playlist(recording.id())),
          VodPlaylist.render(whole, parts).getBytes(StandardCharsets.UTF_8));
    }
    Recording over = whole.in(failed ? RecordingState.FAILED : RecordingState.READY);
    library.save(over);
    LOG.info(
        "recording {} of stream {} is {}: {} ms, {} bytes",
        over.id(),
        over.stream(),
        over.state().label(),
        over.durationMillis(),
        over.bytes());
    library.announce(over);
  }

  private void completeMovie(
      Recording recording,
      RecordingFile file,
      List<RecordingFile> files,
      List<VodPlaylist.Part> parts)
      throws IOException {
    Path path = library.path(recording, file.name());
    if (!Files.exists(path)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FragmentedFile movie = FragmentedFile.scan(channel);
      if (!movie.fragments().isEmpty()) {
        byte[] init = HybridMp4.init(head(channel, movie));
        replace(library.path(recording, FileNames.head(file.name())), init);
        RecordingFile whole =
            file.grownTo(movie.start() + movie.duration(), close(channel, movie, path));
        files.add(whole);
        parts.add(new VodPlaylist.Part(whole, MediaRanges.of(movie, SEGMENT_MILLIS)));
        return;
      }
    } catch (Mp4Exception e) {
      LOG.warn("file {} of a recording is removed: {}", path, e.getMessage());
    }
    Files.deleteIfExists(path);
  }

  /**
   * Where the disk has no room for the tables, the file stays a fragmented one, which plays too.
   */
  private static long close(FileChannel channel, FragmentedFile movie, Path path)
      throws IOException {
    try {
      return HybridMp4.close(channel, movie);
    } catch (IOException | Mp4Exception e) {
      LOG.warn("file {} stays fragmented: {}", path, e.getMessage());
      channel.truncate(movie.wholeLength());
      return movie.wholeLength();
    }
  }

  private static byte[] head(FileChannel channel, FragmentedFile movie) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(movie.initLength());
    while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
      // Until all of it has been read.
    }
    return head.array();
  }

  private void completeFlv(Recording recording, RecordingFile file, List<RecordingFile> files)
      throws IOException {
    Path path = library.path(recording, file.name());
    if (!Files.exists(path)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FlvRepair flv = FlvRepair.scan(channel);
      channel.truncate(flv.wholeLength());
      channel.force(true);
      files.add(file.grownTo(flv.lastMillis(), flv.wholeLength()));
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(next, bytes);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Completes what was begun a moment ago; what takes longer, the next process finds. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("recordings that are not finished yet are finished at the next start");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
