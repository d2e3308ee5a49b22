package live.vitrine.media.recording.writer;

import java.util.Optional;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.codec.CodecException;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.flv.MediaPayload;

/** What tags say about how their tracks are decoded. */
final class Configurations {
  private Configurations() {}

  /** The configuration in a tag; empty when its codec is none that is recorded in MP4. */
  static Optional<CodecConfiguration> of(FlvTag tag, MediaPayload payload) {
    if (!payload.locate(tag)) {
      return Optional.empty();
    }
    FourCc codec = payload.codec();
    if (codec == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CodecConfiguration.parse(codec, tag.buffer(), payload.index(), payload.length()));
    } catch (CodecException _) {
      return Optional.empty();
    }
  }

  /** Whether a coded frame says itself how it is decoded. */
  static boolean isInFrames(FlvTag tag, MediaPayload payload) {
    if (!payload.locate(tag)) {
      return false;
    }
    FourCc codec = payload.codec();
    return codec == FourCc.AC3 || codec == FourCc.EAC3 || codec == FourCc.MP3;
  }

  /** Units a second that a track's times are counted in. */
  static int timescale(CodecConfiguration configuration) {
    return switch (configuration) {
      case CodecConfiguration.Video _ -> TrackWriter.VIDEO_TIMESCALE;
      case CodecConfiguration.Audio audio -> audio.sampleRate() > 0 ? audio.sampleRate() : 48_000;
    };
  }
}
