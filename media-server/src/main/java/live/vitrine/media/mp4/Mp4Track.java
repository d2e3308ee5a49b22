package live.vitrine.media.mp4;

import live.vitrine.media.codec.CodecConfiguration;

/**
 * A track to be written.
 *
 * @param id 1 and up, different from the other tracks' of a file
 * @param configuration what the decoder is set up with; a track has one for all of its file
 * @param timescale units of its times a second: 90000 for pictures, the sample rate (or a multiple
 *     of 1000) for sound
 */
public record Mp4Track(int id, CodecConfiguration configuration, int timescale) {
  public Mp4Track {
    if (id < 1) {
      throw new IllegalArgumentException("track id is %d, at least 1".formatted(id));
    }
    if (timescale < 1) {
      throw new IllegalArgumentException("timescale is %d, at least 1".formatted(timescale));
    }
  }

  /** Whether it carries pictures. */
  public boolean isVideo() {
    return configuration instanceof CodecConfiguration.Video;
  }
}
