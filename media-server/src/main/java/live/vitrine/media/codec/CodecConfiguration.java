package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;
import live.vitrine.media.flv.FourCc;

/**
 * What a decoder must know before the first frame. Two configurations are equal when their bytes
 * are: only then can a decoder go on without being set up anew.
 */
public sealed interface CodecConfiguration
    permits CodecConfiguration.Video, CodecConfiguration.Audio {

  /**
   * Parses what stands behind the header of a sequence start: avcC, hvcC, av1C, vpcC,
   * AudioSpecificConfig, OpusHead, fLaC and STREAMINFO. AC-3, E-AC-3 and MP3 have no sequence
   * start: their configuration is read from the first coded frame.
   *
   * @param buffer borrowed; the bytes that are needed are copied
   * @throws CodecException {@code UNSUPPORTED} for VVC and VP8, and as the parsers of the codecs
   */
  static CodecConfiguration parse(FourCc codec, ByteBuf buffer, int index, int length) {
    return switch (codec) {
      case AVC -> AvcDecoderConfiguration.parse(buffer, index, length);
      case HEVC -> HevcDecoderConfiguration.parse(buffer, index, length);
      case AV1 -> Av1CodecConfiguration.parse(buffer, index, length);
      case VP9 -> Vp9CodecConfiguration.parse(buffer, index, length);
      case AAC -> AudioSpecificConfig.parse(buffer, index, length);
      case OPUS -> OpusIdentification.parse(buffer, index, length);
      case FLAC -> FlacStreamInfo.parse(buffer, index, length);
      case AC3 -> Ac3SpecificConfig.parse(buffer, index, length);
      case EAC3 -> Eac3SpecificConfig.parse(buffer, index, length);
      case MP3 -> Mp3Header.parse(buffer, index, length);
      case VVC, VP8 ->
          throw new CodecException(
              Reason.UNSUPPORTED, "configuration of " + codec.characters() + " is not read");
    };
  }

  /** The name of this exact format in playlists and MIME types, RFC 6381 section 3. */
  String codecString();

  /** What {@link #configurationBytes} are, comparable. */
  ConfigurationBytes bytes();

  /**
   * Exactly the content of the codec's box in an ISO file: avcC, hvcC, av1C, vpcC, dOps, dfLa, dac3
   * or dec3, behind size and type of the box. Version and flags are included where it is a full box
   * (vpcC, dfLa). For AAC the AudioSpecificConfig, for esds; for MP3, which needs none, empty. Not
   * a copy: must not be changed.
   */
  default byte[] configurationBytes() {
    return bytes().array();
  }

  /** Configuration of a picture format. */
  sealed interface Video extends CodecConfiguration
      permits AvcDecoderConfiguration,
          HevcDecoderConfiguration,
          Av1CodecConfiguration,
          Vp9CodecConfiguration {

    /** Luma samples after cropping; 0 when the configuration does not say or is damaged there. */
    int width();

    /** Luma samples after cropping; 0 when the configuration does not say or is damaged there. */
    int height();
  }

  /** Configuration of a sound format. */
  sealed interface Audio extends CodecConfiguration
      permits AudioSpecificConfig,
          OpusIdentification,
          FlacStreamInfo,
          Ac3SpecificConfig,
          Eac3SpecificConfig,
          Mp3Header {

    /** Hz of the decoder's output. */
    int sampleRate();

    /** Speakers' channels; 0 when the configuration does not say. */
    int channels();
  }
}
