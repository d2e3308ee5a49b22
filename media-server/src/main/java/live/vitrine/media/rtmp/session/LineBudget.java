package live.vitrine.media.rtmp.session;

import java.util.concurrent.TimeUnit;

/**
 * How many lines per second strangers can make the log grow by; lines beyond are counted and left
 * out. Safe for use by all threads.
 */
final class LineBudget {
  static final int LINES_PER_SECOND = 10;

  /** The line must be left out. */
  static final int NOT_GRANTED = -1;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long secondBegan;
  private int lines;
  private int leftOut;

  /**
   * Asks to log one line.
   *
   * @param nanos the time, as of {@link System#nanoTime}
   * @return how many lines were left out since that was last said, to be said now; or {@link
   *     #NOT_GRANTED}
   */
  synchronized int take(long nanos) {
    if (lines == 0 || nanos - secondBegan >= SECOND) {
      secondBegan = nanos;
      lines = 0;
    }
    if (lines >= LINES_PER_SECOND) {
      leftOut++;
      return NOT_GRANTED;
    }
    lines++;
    int unsaid = leftOut;
    leftOut = 0;
    return unsaid;
  }
}
