package live.vitrine.media.benchmark.player;

import java.lang.foreign.MemorySegment;
import live.vitrine.media.benchmark.linux.EventLoop;

/** Connects and never says anything. */
public final class SilentConnection implements Player, HttpConnection.Listener {
  private final HttpConnection connection;
  private boolean over;

  public SilentConnection(EventLoop loop, int port) {
    connection = new HttpConnection(loop, port, this);
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
    connection.close();
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public long dueNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public void act() {}

  @Override
  public void body(int status, MemorySegment data, long from, long to) {}

  @Override
  public void answered(int status) {}

  @Override
  public void lost(String why) {
    over = true;
  }
}
