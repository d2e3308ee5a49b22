package live.vitrine.media.benchmark.media;

/**
 * When each frame of one stream is due: absolute times from the start, so that being late once does
 * not shift the rest. A picture and a sound due together come in that order.
 */
public final class Timetable {
  private static final long SECOND = 1_000_000_000L;

  private final long startNanos;
  private long picture;
  private long sound;

  public Timetable(long startNanos) {
    this.startNanos = startNanos;
  }

  /** When the next frame is due, in nanoseconds of {@link System#nanoTime}. */
  public long dueNanos() {
    return startNanos + Math.min(pictureOffset(), soundOffset());
  }

  /** Whether the next frame is a picture; otherwise it is a sound. */
  public boolean isPicture() {
    return pictureOffset() <= soundOffset();
  }

  /** Number of the next frame among those of its kind. */
  public long number() {
    return isPicture() ? picture : sound;
  }

  /** Time stamp of the next frame in milliseconds. */
  public int timestamp() {
    return (int) (Math.min(pictureOffset(), soundOffset()) / 1_000_000);
  }

  /** Goes on to the frame after the next. */
  public void advance() {
    if (isPicture()) {
      picture++;
    } else {
      sound++;
    }
  }

  private long pictureOffset() {
    return picture * SECOND / H264Pictures.PICTURES_PER_SECOND;
  }

  private long soundOffset() {
    return sound * SilentAac.SAMPLES_PER_FRAME * SECOND / SilentAac.SAMPLE_RATE;
  }
}
