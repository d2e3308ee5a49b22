package live.vitrine.media.mp4;

import live.vitrine.media.mp4.Mp4Exception.Reason;

/** Times in units of a timescale. */
final class Ticks {
  /** 99 years of 90000 units a second; bounds what is read so that no sum overflows. */
  static final long MAX_TIME = 1L << 48;

  private Ticks() {}

  /** The same time in other units, rounded towards zero. */
  static long rescale(long time, int from, int to) {
    return time / from * to + time % from * to / from;
  }

  static long toMillis(long time, int timescale) {
    return rescale(time, timescale, 1000);
  }

  /** The time, which a file states. */
  static long checked(long time) {
    if (time < 0 || time > MAX_TIME) {
      throw new Mp4Exception(Reason.TOO_LARGE, "time is %d, at most %d".formatted(time, MAX_TIME));
    }
    return time;
  }
}
