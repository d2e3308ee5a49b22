package live.vitrine.media.benchmark.scenario;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.player.LowLatencyPlayer;
import live.vitrine.media.benchmark.player.LowLatencyStream;

/** Players of one stream that arrive one after the other and stay. The load's thread. */
final class LowLatencyCrowd implements LoadGenerator.Actor {
  private static final long LOOK_NANOS = 50_000_000L;

  private final EventLoop loop;
  private final LowLatencyStream stream;
  private final int count;
  private final long intervalNanos;
  private final List<LowLatencyPlayer> players = new ArrayList<>();
  private long nextArrivalNanos = System.nanoTime();
  private long dueNanos;

  LowLatencyCrowd(EventLoop loop, LowLatencyStream stream, int count, double perSecond) {
    this.loop = loop;
    this.stream = stream;
    this.count = count;
    intervalNanos = (long) (1e9 / perSecond);
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public void act() {
    long now = System.nanoTime();
    while (players.size() < count && nextArrivalNanos <= now) {
      players.add(new LowLatencyPlayer(loop, stream));
      nextArrivalNanos += intervalNanos;
    }
    for (LowLatencyPlayer player : players) {
      if (player.dueNanos() <= now) {
        player.act();
      }
    }
    dueNanos = players.size() < count ? nextArrivalNanos : now + LOOK_NANOS;
  }

  void close() {
    players.forEach(LowLatencyPlayer::close);
  }
}
