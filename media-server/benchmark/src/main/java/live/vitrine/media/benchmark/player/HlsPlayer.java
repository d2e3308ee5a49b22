package live.vitrine.media.benchmark.player;

import java.lang.foreign.MemorySegment;
import live.vitrine.media.benchmark.linux.EventLoop;

/** A player of HLS without low latency: looks for a new segment every two seconds. */
public final class HlsPlayer implements Player {
  private static final long RELOAD_NANOS = 2_000_000_000L;

  private final int port;
  private final String folder;
  private final byte[] playlistRequest;
  private final Body playlist = new Body();
  private final HttpConnection connection;
  private String newest = "";
  private boolean inSegment;
  private boolean over;
  private long dueNanos = Long.MAX_VALUE;

  /** Watches the media playlist at {@code path}. */
  public HlsPlayer(EventLoop loop, int port, String path) {
    this.port = port;
    folder = path.substring(0, path.lastIndexOf('/') + 1);
    playlistRequest = Requests.get(port, path);
    connection = new HttpConnection(loop, port, new Answers());
    connection.ask(playlistRequest);
  }

  @Override
  public void pause() {
    connection.pause();
  }

  @Override
  public void resume() {
    connection.resume();
  }

  @Override
  public void close() {
    over = true;
    dueNanos = Long.MAX_VALUE;
    connection.close();
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public void act() {
    dueNanos = Long.MAX_VALUE;
    if (connection.isIdle()) {
      connection.ask(playlistRequest);
    }
  }

  private final class Answers implements HttpConnection.Listener {
    @Override
    public void body(int status, MemorySegment data, long from, long to) {
      if (!inSegment) {
        playlist.add(data, from, to);
      }
    }

    @Override
    public void answered(int status) {
      if (status != 200) {
        close();
        return;
      }
      String segment = inSegment ? null : playlist.newestSegment();
      playlist.clear();
      inSegment = segment != null && !segment.equals(newest);
      if (segment != null && inSegment) {
        newest = segment;
        String path = segment.startsWith("/") ? segment : folder + segment;
        connection.ask(Requests.get(port, path));
      } else {
        dueNanos = System.nanoTime() + RELOAD_NANOS;
      }
    }

    @Override
    public void lost(String why) {
      close();
    }
  }
}
