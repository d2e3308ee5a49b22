package live.vitrine.media.recording.writer;

/** A recording's own time: milliseconds since its first frame. On the stream's event loop. */
final class RecordingClock {
  private long start = -1;

  boolean isRunning() {
    return start >= 0;
  }

  /** The first frame has this time on the stream's timeline. */
  void start(long timestamp) {
    start = timestamp;
  }

  /** The recording's time for one of the stream; negative for what was before. */
  long millis(long timestamp) {
    return isRunning() ? timestamp - start : 0;
  }
}
