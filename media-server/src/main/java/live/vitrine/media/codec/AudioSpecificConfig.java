package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;

/**
 * AudioSpecificConfig of ISO/IEC 14496-3 section 1.6.2.1, as FLV carries it for AAC. HE-AAC is
 * recognised when it is signalled, in front (hierarchical) or behind (backward compatible); where
 * it is only implicit, the configuration is that of the AAC-LC core.
 *
 * @param objectType audio object type of the core: 2 for AAC-LC, also below HE-AAC
 * @param coreSampleRate Hz of the core, what an ADTS header states
 * @param channelConfiguration 1 to 7; 0 when a program config element in the stream defines it
 * @param samplesPerFrame samples of the core in a frame: 1024 or 960
 * @param spectralBandReplication HE-AAC: the output rate is {@code sampleRate}
 * @param parametricStereo HE-AAC v2: a mono core plays as stereo
 * @param sampleRate Hz of the decoder's output
 * @param bytes the configuration as it came
 */
public record AudioSpecificConfig(
    int objectType,
    int coreSampleRate,
    int channelConfiguration,
    int samplesPerFrame,
    boolean spectralBandReplication,
    boolean parametricStereo,
    int sampleRate,
    ConfigurationBytes bytes)
    implements CodecConfiguration.Audio {
  /** Longer than any configuration with a program config element. */
  public static final int MAX_LENGTH = 512;

  static final int SBR_OBJECT_TYPE = 5;
  static final int PS_OBJECT_TYPE = 29;

  /**
   * Parses a configuration.
   *
   * @param buffer borrowed
   * @throws CodecException {@code TRUNCATED}, {@code INVALID} for reserved values, {@code
   *     TOO_LARGE} above {@link #MAX_LENGTH}, {@code UNSUPPORTED} for object types that are no AAC
   */
  public static AudioSpecificConfig parse(ByteBuf buffer, int index, int length) {
    return AudioSpecificConfigParser.parse(buffer, index, length);
  }

  @Override
  public int channels() {
    if (parametricStereo && channelConfiguration == 1) {
      return 2;
    }
    return channelConfiguration == 7 ? 8 : channelConfiguration;
  }

  /** sampling_frequency_index of the core, 0 to 12, or 15 for a rate outside the table. */
  public int coreSampleRateIndex() {
    return SampleRates.indexOf(coreSampleRate);
  }

  /** Whether an ADTS header can describe the core: two bits of profile, a rate from the table. */
  public boolean fitsAdts() {
    return objectType >= 1 && objectType <= 4 && coreSampleRateIndex() != SampleRates.ESCAPE;
  }

  /** "mp4a.40." and the object type: 2 AAC-LC, 5 HE-AAC, 29 HE-AAC v2. */
  @Override
  public String codecString() {
    int type = objectType;
    if (parametricStereo) {
      type = PS_OBJECT_TYPE;
    } else if (spectralBandReplication) {
      type = SBR_OBJECT_TYPE;
    }
    return "mp4a.40." + type;
  }
}
