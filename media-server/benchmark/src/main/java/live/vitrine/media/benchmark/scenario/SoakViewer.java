package live.vitrine.media.benchmark.scenario;

import java.net.URI;
import java.util.SplittableRandom;
import live.vitrine.media.benchmark.player.HlsPlayer;
import live.vitrine.media.benchmark.player.LowLatencyFigures;
import live.vitrine.media.benchmark.player.LowLatencyPlayer;
import live.vitrine.media.benchmark.player.LowLatencyStream;
import live.vitrine.media.benchmark.player.Player;
import live.vitrine.media.benchmark.player.SilentConnection;
import live.vitrine.media.benchmark.publisher.PublishAddress;
import live.vitrine.media.benchmark.publisher.RtmpPlayer;
import live.vitrine.media.benchmark.viewer.Viewer;
import live.vitrine.media.benchmark.viewer.ViewerAddress;
import org.jspecify.annotations.Nullable;

/**
 * One place in the audience: somebody of one kind or another comes, reads well or badly or not at
 * all, and leaves; then somebody else comes.
 */
final class SoakViewer {
  private static final long SECOND = 1_000_000_000L;

  private enum Manner {
    READS,
    /** Stops reading for three of six seconds. */
    SLOW,
    /** Stops reading for good. */
    DEAD
  }

  private final LoadGenerator load;
  private final OwnServer server;
  private final int streams;
  private final SplittableRandom random;
  private final LowLatencyFigures lowLatency;
  private @Nullable Player player;
  private Manner manner = Manner.READS;
  private boolean paused;
  private long mannerNanos = Long.MAX_VALUE;
  private long changeNanos;

  SoakViewer(
      LoadGenerator load,
      OwnServer server,
      int streams,
      SplittableRandom random,
      LowLatencyFigures lowLatency) {
    this.load = load;
    this.server = server;
    this.streams = streams;
    this.random = random;
    this.lowLatency = lowLatency;
    changeNanos = System.nanoTime() + random.nextLong(10 * SECOND);
  }

  boolean isThere() {
    return player != null;
  }

  void leave() {
    if (player != null) {
      player.close();
    }
    player = null;
    changeNanos = Long.MAX_VALUE;
  }

  /** Called some twenty times a second. */
  void act(long now) {
    Player current = player;
    if (current == null) {
      if (changeNanos <= now) {
        come(now);
      }
      return;
    }
    if (current.isOver() || changeNanos <= now) {
      current.close();
      player = null;
      changeNanos = now + random.nextLong(SECOND / 2, 2 * SECOND);
      return;
    }
    if (current.dueNanos() <= now) {
      current.act();
    }
    if (mannerNanos <= now) {
      behave(current, now);
    }
  }

  private void behave(Player current, long now) {
    if (paused) {
      current.resume();
    } else {
      current.pause();
    }
    paused = !paused;
    mannerNanos = manner == Manner.SLOW ? now + 3 * SECOND : Long.MAX_VALUE;
  }

  private void come(long now) {
    player = open(random.nextInt(streams));
    changeNanos = now + random.nextLong(5 * SECOND, 60 * SECOND);
    int dice = random.nextInt(100);
    manner = dice < 8 ? Manner.SLOW : dice < 14 ? Manner.DEAD : Manner.READS;
    paused = false;
    mannerNanos = manner == Manner.READS ? Long.MAX_VALUE : now + 2 * SECOND;
  }

  private Player open(int stream) {
    int dice = random.nextInt(100);
    String name = "bench" + stream;
    String flv = "://127.0.0.1:" + server.http() + "/live/" + name + ".flv";
    if (dice < 35) {
      return new FlvPlayer(watch("http" + flv));
    } else if (dice < 50) {
      return new FlvPlayer(watch("ws" + flv));
    } else if (dice < 60) {
      String url = "rtmp://127.0.0.1:" + server.rtmp() + "/live/" + name;
      return new RtmpPlayer(load.loop(), PublishAddress.of(URI.create(url)));
    } else if (dice < 75) {
      return new HlsPlayer(load.loop(), server.http(), "/live/" + name + ".m3u8");
    } else if (dice < 97) {
      // Nothing is timed here, so nothing is shared.
      return new LowLatencyPlayer(
          load.loop(),
          new LowLatencyStream(server.http(), "/live/" + name + "/main.m3u8", _ -> 0, lowLatency));
    }
    return new SilentConnection(load.loop(), server.http());
  }

  private Viewer watch(String url) {
    return Viewer.open(load.loop(), ViewerAddress.of(URI.create(url)), load.figures());
  }

  private record FlvPlayer(Viewer viewer) implements Player {
    @Override
    public void pause() {
      viewer.pause();
    }

    @Override
    public void resume() {
      viewer.resume();
    }

    @Override
    public void close() {
      viewer.close();
    }

    @Override
    public boolean isOver() {
      return viewer.isClosed();
    }

    @Override
    public long dueNanos() {
      return Long.MAX_VALUE;
    }

    @Override
    public void act() {}
  }
}
