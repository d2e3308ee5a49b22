package live.vitrine.media.recording.writer;

import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.CodecConfiguration;

/**
 * Where each frame of sound stands, in samples. FLV rounds to milliseconds; a frame of AAC has a
 * whole number of samples. So its frames are counted, and the count is believed as long as it stays
 * near the tags' times; of other codecs the tags' times are taken.
 */
final class AudioClock {
  /** Beyond rounding and an encoder's jitter, below what is heard as a lag. */
  private static final int TOLERANCE_MILLIS = 20;

  private final int timescale;
  private final int frameDuration;
  private long next = -1;

  /**
   * @param timescale samples a second
   * @param frameDuration samples; 0 when frames differ
   */
  AudioClock(int timescale, int frameDuration) {
    this.timescale = timescale;
    this.frameDuration = frameDuration;
  }

  static AudioClock of(CodecConfiguration configuration, int timescale) {
    if (configuration instanceof AudioSpecificConfig aac) {
      long samples = (long) aac.samplesPerFrame() * timescale / aac.coreSampleRate();
      return new AudioClock(timescale, (int) samples);
    }
    return new AudioClock(timescale, 0);
  }

  /** Samples from zero to the frame whose tag has this time in milliseconds. */
  long place(long millis) {
    long told = millis * timescale / 1000;
    boolean counted =
        frameDuration > 0
            && next >= 0
            && Math.abs(told - next) <= (long) TOLERANCE_MILLIS * timescale / 1000;
    long place = counted ? next : told;
    next = place + frameDuration;
    return place;
  }

  /** Samples of a frame; 0 when they differ. */
  int frameDuration() {
    return frameDuration;
  }
}
