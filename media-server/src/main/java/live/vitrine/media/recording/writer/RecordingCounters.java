package live.vitrine.media.recording.writer;

import java.util.concurrent.atomic.LongAdder;

/** What recording has counted. Any thread. */
public final class RecordingCounters {
  private final LongAdder active = new LongAdder();
  private final LongAdder started = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();

  void begun() {
    active.increment();
    started.increment();
  }

  void over() {
    active.decrement();
  }

  void fail() {
    failed.increment();
  }

  void wrote(long bytes) {
    bytesWritten.add(bytes);
  }

  /** Recordings that are being written. */
  public long active() {
    return active.sum();
  }

  public long started() {
    return started.sum();
  }

  /** Recordings that ended before their stream did. */
  public long failed() {
    return failed.sum();
  }

  public long bytesWritten() {
    return bytesWritten.sum();
  }
}
