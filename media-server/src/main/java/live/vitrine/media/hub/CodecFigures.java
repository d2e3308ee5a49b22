package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.codec.AvcSequenceParameterSet;
import live.vitrine.media.codec.CodecException;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.StreamFigures.AudioFigures;
import live.vitrine.media.hub.StreamFigures.VideoFigures;
import org.jspecify.annotations.Nullable;

/**
 * Reads codec, size and sampling out of configuration tags, for display: of H.264 and AAC; of other
 * codecs it knows the name. Tags are borrowed. A damaged configuration shows as one without size.
 */
final class CodecFigures {
  private static final int EXTENDED_VIDEO_FLAG = 0x80;
  private static final int EXTENDED_AUDIO = 9;
  private static final int LEGACY_AVC = 7;
  private static final int LEGACY_HEVC = 12;
  private static final int LEGACY_AAC = 10;

  /** Of the header in front of a configuration: one byte and the packet type, then, in video. */
  private static final int LEGACY_AAC_HEADER = 2;

  /** … the composition time; with a four-character code one byte and the code. */
  private static final int LONG_HEADER = 5;

  private CodecFigures() {}

  static @Nullable VideoFigures video(@Nullable FlvTag configuration, double framesPerSecond) {
    if (configuration == null) {
      return null;
    }
    String codec = videoCodec(configuration);
    if (codec.equals("avc1")) {
      try {
        return avc(configuration, framesPerSecond);
      } catch (CodecException _) {
        // Shown by its name alone.
      }
    }
    return new VideoFigures(codec, 0, 0, framesPerSecond);
  }

  private static String videoCodec(FlvTag configuration) {
    int first = firstByte(configuration);
    if ((first & EXTENDED_VIDEO_FLAG) != 0) {
      return fourCharacters(configuration);
    }
    return switch (first & 0x0F) {
      case LEGACY_AVC -> "avc1";
      case LEGACY_HEVC -> "hvc1";
      default -> "flv-video-" + (first & 0x0F);
    };
  }

  private static VideoFigures avc(FlvTag configuration, double framesPerSecond) {
    AvcDecoderConfiguration avc =
        AvcDecoderConfiguration.parse(
            configuration.buffer(),
            configuration.payloadIndex() + LONG_HEADER,
            configuration.payloadLength() - LONG_HEADER);
    AvcSequenceParameterSet picture = avc.sequenceParameterSet();
    return new VideoFigures(avc.codecString(), picture.width(), picture.height(), framesPerSecond);
  }

  static @Nullable AudioFigures audio(@Nullable FlvTag configuration) {
    if (configuration == null) {
      return null;
    }
    boolean extended = firstByte(configuration) >> 4 == EXTENDED_AUDIO;
    String codec = extended ? fourCharacters(configuration) : legacyAudioCodec(configuration);
    if (codec.equals("mp4a")) {
      try {
        return aac(configuration, extended ? LONG_HEADER : LEGACY_AAC_HEADER);
      } catch (CodecException _) {
        // Shown by its name alone.
      }
    }
    return new AudioFigures(codec, 0, 0);
  }

  private static String legacyAudioCodec(FlvTag configuration) {
    int format = firstByte(configuration) >> 4;
    return format == LEGACY_AAC ? "mp4a" : "flv-audio-" + format;
  }

  private static AudioFigures aac(FlvTag configuration, int header) {
    AudioSpecificConfig aac =
        AudioSpecificConfig.parse(
            configuration.buffer(),
            configuration.payloadIndex() + header,
            configuration.payloadLength() - header);
    return new AudioFigures(aac.codecString(), aac.sampleRate(), aac.channels());
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
        .replaceAll("[^A-Za-z0-9]", "?");
  }
}
