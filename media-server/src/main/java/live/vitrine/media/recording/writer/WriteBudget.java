package live.vitrine.media.recording.writer;

import java.util.concurrent.atomic.AtomicLong;

/** How much may wait to be written, over all recordings. Any thread. */
public final class WriteBudget {
  /** Bytes that may wait for one recording: at 2 Mbit/s a minute in which the disk stands still. */
  public static final long MAX_PER_RECORDING = 16L * 1024 * 1024;

  /** Bytes that may wait for all recordings together. */
  public static final long MAX_TOTAL = 64L * 1024 * 1024;

  private final long perRecording;
  private final long total;
  private final AtomicLong used = new AtomicLong();

  public WriteBudget() {
    this(MAX_PER_RECORDING, MAX_TOTAL);
  }

  WriteBudget(long perRecording, long total) {
    this.perRecording = perRecording;
    this.total = total;
  }

  long perRecording() {
    return perRecording;
  }

  long total() {
    return total;
  }

  /** Takes so many bytes, unless that is more than there are. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= total) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes that wait now. */
  public long used() {
    return used.get();
  }
}
