package live.vitrine.media.recording;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import live.vitrine.media.config.RecordingFormat;
import live.vitrine.media.config.RecordingOptions;
import live.vitrine.media.config.S3Options;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.recording.finish.ClipCutter;
import live.vitrine.media.recording.finish.Finisher;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.store.Bucket;
import live.vitrine.media.recording.store.S3Store;
import live.vitrine.media.recording.vod.VodRoute;
import live.vitrine.media.recording.worker.ExactClipper;
import live.vitrine.media.recording.worker.StillsMaker;
import live.vitrine.media.recording.worker.Workbench;
import live.vitrine.media.recording.writer.RecordingCounters;
import live.vitrine.media.recording.writer.RecordingEnvironment;
import live.vitrine.media.recording.writer.StreamRecorder;
import live.vitrine.media.recording.writer.Volume;
import live.vitrine.media.recording.writer.WriteBudget;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Everything of recording that the server has to know of. Any thread. */
public final class Recordings implements AutoCloseable {
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record Live(LiveStream stream, StreamRecorder recorder) {}

  private final RecordingOptions options;
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final RecordingLibrary library;
  private final WriteBudget budget = new WriteBudget();
  private final RecordingCounters counters = new RecordingCounters();
  private final RecordingEnvironment environment;
  private final Finisher finisher;
  private final Retention retention;
  private final Workbench workbench;
  private @Nullable S3Store store;
  private final Map<StreamId, Live> live = new ConcurrentHashMap<>();

  private Recordings(
      RecordingOptions options,
      Clock clock,
      ByteBufAllocator allocator,
      Volume volume,
      RecordingLibrary library) {
    this.options = options;
    this.clock = clock;
    this.allocator = allocator;
    this.library = library;
    this.finisher = new Finisher(library);
    this.environment =
        new RecordingEnvironment(
            library, volume, options.minFreeBytes(), budget, counters, finisher::finish);
    this.workbench = Workbench.start(options.folder().resolve(".worker"));
    this.retention = Retention.start(library, clock, options.maxAge(), options.maxTotalBytes());
  }

  /**
   * Reads what has been recorded and begins to finish what an earlier process could not; blocks.
   *
   * @throws IOException the folder cannot be read
   */
  public static Recordings open(
      RecordingOptions options, Clock clock, ByteBufAllocator allocator, Volume volume)
      throws IOException {
    RecordingLibrary library = RecordingLibrary.open(options.folder());
    Recordings recordings = new Recordings(options, clock, allocator, volume, library);
    recordings.openStore();
    recordings.makeStills();
    library.unfinished().forEach(left -> recordings.finisher.finish(left.cutOff()));
    return recordings;
  }

  private void makeStills() {
    if (options.stills()) {
      new StillsMaker(library, workbench).start();
    } else {
      library.onOver(library::announceSettled);
      library.list(null, null, Integer.MAX_VALUE).stream()
          .filter(recording -> recording.isOver() && !recording.isSettled())
          .forEach(library::announceSettled);
    }
  }

  private void openStore() {
    S3Options s3 = options.s3();
    if (s3 != null) {
      Bucket bucket =
          Bucket.open(
              s3.bucket(),
              s3.region(),
              s3.prefix(),
              s3.endpoint(),
              DefaultCredentialsProvider.builder().build());
      store = S3Store.start(library, bucket);
    }
  }

  /** A stream begins, as the hub says it; on the stream's event loop. */
  public StreamObserver observe(LiveStream stream) {
    StreamRecorder recorder =
        new StreamRecorder(
            stream,
            environment,
            allocator,
            clock,
            () ->
                live.computeIfPresent(
                    stream.id(), (_, known) -> known.stream() == stream ? null : known));
    live.put(stream.id(), new Live(stream, recorder));
    Set<MediaFormat> formats = formats(options.format());
    if (!formats.isEmpty()) {
      var _ = recorder.start(formats);
    }
    return recorder;
  }

  static Set<MediaFormat> formats(RecordingFormat format) {
    return switch (format) {
      case OFF -> Set.of();
      case MP4 -> EnumSet.of(MediaFormat.MP4);
      case FLV -> EnumSet.of(MediaFormat.FLV);
      case BOTH -> EnumSet.allOf(MediaFormat.class);
    };
  }

  /**
   * Asks the recorder of a live stream on the stream's event loop.
   *
   * @return empty when the stream is not live
   */
  <T> Optional<CompletableFuture<T>> ask(StreamId id, Function<StreamRecorder, T> question) {
    Live known = live.get(id);
    return known == null
        ? Optional.empty()
        : Optional.of(
            CompletableFuture.supplyAsync(
                () -> question.apply(known.recorder()), known.stream().owner()));
  }

  ClipCutter cutter() {
    return new ClipCutter(library, clock, options.minFreeBytes());
  }

  ExactClipper exactClipper() {
    return new ExactClipper(library, cutter(), workbench, clock);
  }

  RecordingLibrary library() {
    return library;
  }

  /** What a stream is recorded as when nobody says otherwise; MP4 where that is nothing. */
  Set<MediaFormat> defaultFormats() {
    Set<MediaFormat> formats = formats(options.format());
    return formats.isEmpty() ? EnumSet.of(MediaFormat.MP4) : formats;
  }

  /** Asks to be told of every recording that is over; on the thread that finished it. */
  public void onOver(Consumer<Recording> listener) {
    library.onOver(listener);
  }

  /** What the admin port answers. */
  public HttpRoute control() {
    return new RecordingApi(this);
  }

  /** What the playback port answers. */
  public HttpRoute playback() {
    return new VodRoute(library);
  }

  /** The figures. */
  public MeterBinder meters() {
    return new RecordingMeters(counters, budget, library, workbench);
  }

  /** Waits, not for long, until what ended with the streams is finished. Call after their end. */
  @Override
  public void close() {
    retention.close();
    long deadline = System.nanoTime() + CLOSE_NANOS;
    while (counters.active() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    finisher.close();
    workbench.close();
    if (store != null) {
      store.close();
    }
  }
}
