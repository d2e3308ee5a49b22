package live.vitrine.media.hls;

/**
 * Presentation time of each AAC frame. FLV rounds to milliseconds and a frame lasts 21.33 or 23.22;
 * written as they come, the times would leave gaps and overlaps that players hear or correct. So
 * frames are counted, and the count is believed as long as it stays near the tags' times.
 */
final class AudioClock {
  /** Beyond rounding and jitter of an encoder, below what an ear takes for a lag. */
  private static final int TOLERANCE_TICKS = 5 * MediaClock.TICKS_PER_MILLISECOND;

  private final int sampleRate;
  private final int samplesPerFrame;
  private boolean running;
  private long start;
  private long frames;

  AudioClock(int sampleRate, int samplesPerFrame) {
    this.sampleRate = sampleRate;
    this.samplesPerFrame = samplesPerFrame;
  }

  /** Whether a frame at this time goes on where the one before ended. */
  boolean continuesAt(long timestamp) {
    return running && Math.abs(expected() - MediaClock.ticks(timestamp)) <= TOLERANCE_TICKS;
  }

  /** Presentation time of the next frame, whose tag has this time, in ticks. */
  long next(long timestamp) {
    if (!continuesAt(timestamp)) {
      running = true;
      start = MediaClock.ticks(timestamp);
      frames = 0;
    }
    long time = expected();
    frames++;
    return time;
  }

  /** How long {@code count} frames last, in ticks. */
  long duration(long count) {
    return count * samplesPerFrame * MediaClock.TICKS_PER_SECOND / sampleRate;
  }

  private long expected() {
    return start + duration(frames);
  }
}
