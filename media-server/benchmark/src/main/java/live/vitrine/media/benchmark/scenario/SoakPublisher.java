package live.vitrine.media.benchmark.scenario;

import java.net.URI;
import java.util.SplittableRandom;
import live.vitrine.media.benchmark.measure.LatencyHistogram;
import live.vitrine.media.benchmark.publisher.PublishAddress;
import live.vitrine.media.benchmark.publisher.RtmpPublisher;
import org.jspecify.annotations.Nullable;

/** A host who comes and goes: says goodbye, is lost and returns in time, or returns too late. */
final class SoakPublisher implements LoadGenerator.Actor {
  private static final long SECOND = 1_000_000_000L;
  private static final long NUMBERS_PER_TURN = 1_000_000;

  /** What became of all of them. */
  static final class Figures {
    long started;
    long stopped;
    long lost;
    long refused;
  }

  private final LoadGenerator load;
  private final URI address;
  private final int chunkSize;
  private final SplittableRandom random;
  private final long graceNanos;
  private final LatencyHistogram lateness;
  private final Figures figures;
  private @Nullable RtmpPublisher publisher;
  private long turn;
  private long changeNanos;
  private boolean leaving;

  SoakPublisher(
      LoadGenerator load,
      int stream,
      int chunkSize,
      SplittableRandom random,
      int graceSeconds,
      LatencyHistogram lateness,
      Figures figures) {
    this.load = load;
    this.chunkSize = chunkSize;
    this.random = random;
    this.lateness = lateness;
    this.figures = figures;
    address =
        load.target()
            .publisher(stream)
            .orElseThrow(() -> new IllegalStateException("--publish-url is needed"));
    graceNanos = graceSeconds * SECOND;
    changeNanos = System.nanoTime() + random.nextLong(3 * SECOND);
  }

  boolean isLive() {
    return publisher != null && publisher.isLive();
  }

  /** Says goodbye and does not return. */
  void leave() {
    leaving = true;
    if (publisher != null) {
      publisher.close();
    }
    publisher = null;
    changeNanos = Long.MAX_VALUE;
  }

  @Override
  public long dueNanos() {
    return publisher == null ? changeNanos : Math.min(changeNanos, publisher.dueNanos());
  }

  @Override
  public void act() {
    RtmpPublisher current = publisher;
    if (current != null && current.dueNanos() <= System.nanoTime()) {
      current.sendDue();
    }
    if (current != null && current.failure() != null) {
      figures.refused++;
      publisher = null;
      changeNanos = System.nanoTime() + 2 * SECOND;
    } else if (changeNanos <= System.nanoTime() && !leaving) {
      change(current);
    }
  }

  private void change(@Nullable RtmpPublisher current) {
    long now = System.nanoTime();
    if (current == null) {
      publisher =
          RtmpPublisher.open(
                  load.loop(), load.show(), PublishAddress.of(address), chunkSize, 0, lateness)
              .numberFrom(NUMBERS_PER_TURN * turn++);
      figures.started++;
      changeNanos = now + random.nextLong(15 * SECOND, 60 * SECOND);
      return;
    }
    publisher = null;
    if (random.nextInt(100) < 50) {
      current.close();
      figures.stopped++;
      changeNanos = now + random.nextLong(SECOND, 6 * SECOND);
    } else {
      current.drop();
      figures.lost++;
      boolean inTime = random.nextInt(100) < 70;
      changeNanos =
          now + (inTime ? random.nextLong(SECOND, graceNanos - SECOND) : graceNanos + 5 * SECOND);
    }
  }
}
