package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.codec.CodecException;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.StreamFigures.AudioFigures;
import live.vitrine.media.hub.StreamFigures.VideoFigures;
import org.jspecify.annotations.Nullable;

/**
 * Reads codec, size and sampling out of configuration tags, for display. Tags are borrowed. A
 * configuration that is damaged, empty or of a codec that is not read shows by its name alone.
 */
final class CodecFigures {
  private static final int EXTENDED_VIDEO_FLAG = 0x80;
  private static final int EXTENDED_AUDIO = 9;

  private CodecFigures() {}

  static @Nullable VideoFigures video(@Nullable FlvTag configuration, double framesPerSecond) {
    if (configuration == null) {
      return null;
    }
    return parse(configuration) instanceof CodecConfiguration.Video video
        ? new VideoFigures(video.codecString(), video.width(), video.height(), framesPerSecond)
        : new VideoFigures(name(configuration), 0, 0, framesPerSecond);
  }

  static @Nullable AudioFigures audio(@Nullable FlvTag configuration) {
    if (configuration == null) {
      return null;
    }
    return parse(configuration) instanceof CodecConfiguration.Audio audio
        ? new AudioFigures(audio.codecString(), audio.sampleRate(), audio.channels())
        : new AudioFigures(name(configuration), 0, 0);
  }

  private static @Nullable CodecConfiguration parse(FlvTag configuration) {
    var payload = new MediaPayload();
    if (!payload.locate(configuration)) {
      return null;
    }
    FourCc codec = payload.codec();
    try {
      return codec == null
          ? null
          : CodecConfiguration.parse(
              codec, configuration.buffer(), payload.index(), payload.length());
    } catch (CodecException _) {
      return null;
    }
  }

  private static String name(FlvTag configuration) {
    var payload = new MediaPayload();
    FourCc codec = payload.locate(configuration) ? payload.codec() : null;
    if (codec != null) {
      return codec.characters();
    }
    int first = firstByte(configuration);
    boolean video = configuration.type() == TagType.VIDEO;
    if (video ? (first & EXTENDED_VIDEO_FLAG) != 0 : first >> 4 == EXTENDED_AUDIO) {
      return fourCharacters(configuration);
    }
    return video ? "flv-video-" + (first & 0x0F) : "flv-audio-" + (first >> 4);
  }

  private static int firstByte(FlvTag configuration) {
    return configuration.buffer().getUnsignedByte(configuration.payloadIndex());
  }

  /** The code of enhanced RTMP, such as {@code hvc1}, fit to be shown. */
  private static String fourCharacters(FlvTag configuration) {
    ByteBuf buffer = configuration.buffer();
    int length = Math.min(4, configuration.payloadLength() - 1);
    return buffer
        .toString(configuration.payloadIndex() + 1, length, StandardCharsets.US_ASCII)
        .replaceAll("[^A-Za-z0-9-]", "?");
  }
}
