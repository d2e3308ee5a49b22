package live.vitrine.media.benchmark.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import live.vitrine.media.benchmark.player.LowLatencyFigures;

/** All places of the audience. */
final class SoakAudience implements LoadGenerator.Actor {
  private static final long LOOK_NANOS = 50_000_000L;

  private final List<SoakViewer> places = new ArrayList<>();
  private long dueNanos;

  SoakAudience(
      LoadGenerator load,
      OwnServer server,
      int count,
      int streams,
      SplittableRandom random,
      LowLatencyFigures lowLatency) {
    for (int i = 0; i < count; i++) {
      places.add(new SoakViewer(load, server, streams, random.split(), lowLatency));
    }
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public void act() {
    long now = System.nanoTime();
    places.forEach(place -> place.act(now));
    dueNanos = now + LOOK_NANOS;
  }

  long there() {
    return places.stream().filter(SoakViewer::isThere).count();
  }

  void leave() {
    places.forEach(SoakViewer::leave);
  }
}
