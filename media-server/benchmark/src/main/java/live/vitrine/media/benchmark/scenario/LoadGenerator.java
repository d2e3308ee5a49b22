package live.vitrine.media.benchmark.scenario;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.measure.CoreTime;
import live.vitrine.media.benchmark.measure.LatencyHistogram;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.media.SyntheticShow;
import live.vitrine.media.benchmark.publisher.PublishAddress;
import live.vitrine.media.benchmark.publisher.RtmpPublisher;
import live.vitrine.media.benchmark.viewer.Viewer;
import live.vitrine.media.benchmark.viewer.ViewerAddress;
import live.vitrine.media.benchmark.viewer.ViewerFigures;

/**
 * Publishers and viewers of one target.
 *
 * <p>All of them run on the caller's thread, in one loop: this tool has one core, where a second
 * thread would only take turns with the first; frames are stamped when they are really sent, so a
 * publisher that had to wait for viewers to be read does not distort the latency, only its own
 * lateness, which is reported.
 */
final class LoadGenerator implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;
  private static final long PROGRESS_NANOS = 2 * SECOND;
  private static final long LIVE_NANOS = 10 * SECOND;
  private static final long GROUP_NANOS = 2 * SECOND;
  private static final int PICTURES_PER_SECOND = 25;

  private final Target target;
  private final int chunkSize;
  private final long readPauseNanos;
  private final EventLoop loop = new EventLoop();
  private final SyntheticShow show;
  private final LatencyHistogram lateness = new LatencyHistogram();
  private final ViewerFigures figures = new ViewerFigures();
  private final List<RtmpPublisher> publishers = new ArrayList<>();
  private final List<Viewer> viewers = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();

  private long arrivals;
  private long arrivalIntervalNanos;
  private long nextArrivalNanos;
  private int streams = 1;
  private long progressNanos;
  private long progressBytes;

  /** Somebody who does something from time to time, on the loop's thread. */
  interface Actor {
    /** When {@link #act} is to be called next, in nanoseconds of {@link System#nanoTime}. */
    long dueNanos();

    void act();
  }

  LoadGenerator(Target target, BenchOptions options) {
    this(target, options, 1_000_000);
  }

  /** The same with shows of another rate than the usual one. */
  LoadGenerator(Target target, BenchOptions options, int bitsPerSecond) {
    this.target = target;
    show = new SyntheticShow(loop.arena(), bitsPerSecond);
    chunkSize = options.chunkSize();
    readPauseNanos = options.readPauseMicros() * 1_000L;
  }

  EventLoop loop() {
    return loop;
  }

  SyntheticShow show() {
    return show;
  }

  Target target() {
    return target;
  }

  List<RtmpPublisher> publishers() {
    return publishers;
  }

  void add(Actor actor) {
    actors.add(actor);
  }

  ViewerFigures figures() {
    return figures;
  }

  /** All viewers that were opened and not let go, in order. */
  List<Viewer> viewers() {
    return viewers;
  }

  /**
   * Publishes {@code count} streams and waits until all are live; nothing for the floor.
   *
   * @throws IllegalStateException when the server refuses one
   */
  void publish(int count) {
    streams = count;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      Optional<URI> address = target.publisher(i);
      if (address.isPresent()) {
        // Spread over a group of pictures, as streams are that know nothing of each other.
        publishers.add(
            RtmpPublisher.open(
                loop,
                show,
                PublishAddress.of(address.get()),
                chunkSize,
                GROUP_NANOS * i / count,
                lateness));
      }
    }
    runUntil(
        "publishing",
        () ->
            publishers.stream().allMatch(RtmpPublisher::isLive)
                || System.nanoTime() > start + LIVE_NANOS
                || !failures().isEmpty());
    if (!publishers.stream().allMatch(RtmpPublisher::isLive)) {
      throw new IllegalStateException("publishing failed: " + failures());
    }
  }

  private List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (RtmpPublisher publisher : publishers) {
      String failure = publisher.failure();
      if (failure != null) {
        failures.add(failure);
      }
    }
    return failures;
  }

  /** Lets {@code count} more viewers arrive, evenly over {@code seconds}. */
  void addViewers(int count, double seconds) {
    arrivals = count;
    arrivalIntervalNanos = (long) (seconds * SECOND / count);
    nextArrivalNanos = System.nanoTime();
  }

  /** Whether all viewers have arrived and got their first key frame, or given up. */
  boolean everyoneJoined() {
    return arrivals == 0 && viewers.stream().allMatch(v -> v.hasJoined() || v.isClosed());
  }

  /** Runs for a while. */
  void run(String label, double seconds) {
    long end = System.nanoTime() + (long) (seconds * SECOND);
    runUntil(label, () -> System.nanoTime() >= end);
  }

  /** Runs until {@code done}, asked after each round of the loop, at least fifty times a second. */
  void runUntil(String label, BooleanSupplier done) {
    progressNanos = System.nanoTime();
    progressBytes = figures.bytes();
    while (!done.getAsBoolean()) {
      long now = System.nanoTime();
      long next = Math.min(now + SECOND / 50, progressNanos + PROGRESS_NANOS);
      for (RtmpPublisher publisher : publishers) {
        if (publisher.dueNanos() <= now) {
          publisher.sendDue();
        }
        next = Math.min(next, publisher.dueNanos());
      }
      for (Actor actor : actors) {
        if (actor.dueNanos() <= now) {
          actor.act();
        }
        next = Math.min(next, actor.dueNanos());
      }
      next = Math.min(next, arrive(now));
      if (readPauseNanos > 0) {
        LockSupport.parkNanos(readPauseNanos);
      }
      loop.poll(next);
      if (System.nanoTime() >= progressNanos + PROGRESS_NANOS) {
        progress(label);
      }
    }
  }

  private long arrive(long now) {
    while (arrivals > 0 && nextArrivalNanos <= now) {
      ViewerAddress address = ViewerAddress.of(target.viewer(viewers.size() % streams));
      viewers.add(Viewer.open(loop, address, figures));
      arrivals--;
      nextArrivalNanos += arrivalIntervalNanos;
    }
    return arrivals > 0 ? nextArrivalNanos : Long.MAX_VALUE;
  }

  private void progress(String label) {
    long now = System.nanoTime();
    double rate = (figures.bytes() - progressBytes) / ((now - progressNanos) / 1e9) / 1e6;
    Bench.progress(
        String.format(Locale.ROOT, "%s, %s: %.1f MB/s", target.name(), label, rate)
            + (viewers.isEmpty() ? "" : viewersInShort()));
    progressNanos = now;
    progressBytes = figures.bytes();
  }

  /** Only for viewers that stay: of those who come and go it would say nothing. */
  private String viewersInShort() {
    return String.format(
        Locale.ROOT,
        ", %d viewers, %d lost, p99 %.1f ms",
        viewers.size(),
        figures.lost(),
        figures.latency.millisAt(0.99));
  }

  /** Forgets what was seen so far, runs for {@code seconds}, and answers what was seen in them. */
  Window measure(double seconds) {
    return measure(seconds, () -> {});
  }

  /** The same, with {@code each} called after every round of the loop. */
  Window measure(double seconds, Runnable each) {
    clear();
    return window(effort(seconds, each));
  }

  /** Runs for {@code seconds} and answers what that took. */
  Effort effort(double seconds, Runnable each) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * SECOND);
    double server = serverCpuSeconds();
    double client = ownCpuSeconds();
    double machine = CoreTime.busySeconds();
    runUntil(
        "measuring",
        () -> {
          each.run();
          return System.nanoTime() >= end;
        });
    server = serverCpuSeconds() - server;
    client = ownCpuSeconds() - client;
    double others = CoreTime.busySeconds() - machine - client - (server > 0 ? server : 0);
    return new Effort((System.nanoTime() - start) / 1e9, server, client, others);
  }

  /** Lets everybody leave. */
  void closeViewers() {
    viewers.forEach(Viewer::close);
    viewers.clear();
  }

  void clear() {
    figures.clear();
    lateness.clear();
  }

  private Window window(Effort effort) {
    double seconds = effort.seconds();
    long silentSince = System.nanoTime() - 2 * SECOND;
    long watching = viewers.stream().filter(viewer -> !viewer.isClosed()).count();
    long stalled =
        viewers.stream().filter(v -> !v.isClosed() && v.lastReadNanos() < silentSince).count();
    long faults = figures.faults().values().stream().mapToLong(Long::longValue).sum();
    double expected = seconds * PICTURES_PER_SECOND * (watching + faults + figures.ended());
    return new Window(
        seconds,
        figures.bytes(),
        figures.reads(),
        figures.pictures(),
        expected == 0 ? 0 : Math.max(0, 1 - figures.pictures() / expected),
        figures.lost(),
        faults + figures.ended(),
        stalled,
        figures.faults(),
        figures.latency.millisAt(0.5),
        figures.latency.millisAt(0.99),
        figures.latency.maxMillis(),
        effort,
        lateness.millisAt(0.99));
  }

  /** How long after their time 99 % of the frames were sent, milliseconds. */
  double lateMillis() {
    return lateness.millisAt(0.99);
  }

  double serverCpuSeconds() {
    return target.pid().isPresent()
        ? ProcessFigures.cpuSeconds(target.pid().getAsLong())
        : Double.NaN;
  }

  // The children's time is their own.
  private static double ownCpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> time.toNanos() / 1e9)
        .orElse(Double.NaN);
  }

  /** What viewers complained of, at most {@code count} of them, for the notes of a table. */
  List<String> complaints(int count) {
    List<String> complaints = new ArrayList<>();
    for (Viewer viewer : viewers) {
      String complaint = viewer.complaint();
      if (complaint != null && complaints.size() < count) {
        complaints.add(complaint);
      }
    }
    return complaints;
  }

  @Override
  public void close() {
    viewers.forEach(Viewer::close);
    publishers.forEach(RtmpPublisher::close);
    loop.close();
  }
}
