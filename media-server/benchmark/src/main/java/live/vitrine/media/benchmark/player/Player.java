package live.vitrine.media.benchmark.player;

/** Somebody who watches, however. Belongs to the loop's thread. */
public interface Player {
  /** Leaves everything that comes in the socket. */
  void pause();

  void resume();

  void close();

  /** Whether it got no more, or gave up. */
  boolean isOver();

  /** When {@link #act} has something to do; {@link Long#MAX_VALUE} for never. */
  long dueNanos();

  void act();
}
