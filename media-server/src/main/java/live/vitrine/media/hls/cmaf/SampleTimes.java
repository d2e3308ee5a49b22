package live.vitrine.media.hls.cmaf;

import live.vitrine.media.codec.Ac3SpecificConfig;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.codec.Mp3Header;

/**
 * Decoding times of one track's frames, in units of its timescale, strictly growing. FLV rounds to
 * milliseconds; frames of AAC, MP3 and AC-3 have a length of their own, so they are counted, and
 * the count is believed as long as it stays near the tags' times.
 */
final class SampleTimes {
  static final int VIDEO_TIMESCALE = 90_000;

  /** Beyond rounding and jitter of an encoder, below what an ear takes for a lag. */
  private static final int TOLERANCE_MILLIS = 5;

  private final int timescale;
  private final int samplesPerFrame;
  private long last = Long.MIN_VALUE;

  private SampleTimes(int timescale, int samplesPerFrame) {
    this.timescale = timescale;
    this.samplesPerFrame = samplesPerFrame;
  }

  static SampleTimes of(CodecConfiguration configuration) {
    return switch (configuration) {
      case CodecConfiguration.Video _ -> new SampleTimes(VIDEO_TIMESCALE, 0);
      case AudioSpecificConfig aac -> new SampleTimes(aac.coreSampleRate(), aac.samplesPerFrame());
      case Mp3Header mp3 -> new SampleTimes(mp3.sampleRate(), mp3.samplesPerFrame());
      case Ac3SpecificConfig ac3 ->
          new SampleTimes(ac3.sampleRate(), Ac3SpecificConfig.SAMPLES_PER_FRAME);
      // Frames of the others have no one length.
      case CodecConfiguration.Audio audio -> new SampleTimes(audio.sampleRate(), 0);
    };
  }

  int timescale() {
    return timescale;
  }

  /** The time of a frame whose tag has this time, milliseconds. */
  long next(long timestamp) {
    long time = units(timestamp);
    if (last != Long.MIN_VALUE) {
      long expected = last + samplesPerFrame;
      boolean counted = samplesPerFrame > 0 && Math.abs(time - expected) <= units(TOLERANCE_MILLIS);
      time = counted ? expected : Math.max(time, last + 1);
    }
    last = time;
    return time;
  }

  /** Milliseconds in the track's units. */
  long units(long millis) {
    return millis * timescale / 1_000;
  }

  /** The track's units in microseconds. */
  long micros(long units) {
    return units * 1_000_000 / timescale;
  }
}
