package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * Walks AudioSpecificConfig() and GASpecificConfig(), ISO/IEC 14496-3 sections 1.6.2.1 and 4.4.1.
 */
final class AudioSpecificConfigParser {
  private static final int OBJECT_TYPE_ESCAPE = 31;
  private static final int ER_BSAC = 22;
  private static final int SYNC_SBR = 0x2B7;
  private static final int SYNC_PS = 0x548;
  private static final int SYNC_LENGTH = 11;

  private final BitReader in;
  private int objectType;
  private boolean sbr;
  private boolean ps;
  private int extensionRate;

  private AudioSpecificConfigParser(BitReader in) {
    this.in = in;
  }

  static AudioSpecificConfig parse(ByteBuf buffer, int index, int length) {
    ConfigurationBytes bytes =
        ConfigurationBytes.copyOf(
            "AudioSpecificConfig", 0, AudioSpecificConfig.MAX_LENGTH, buffer, index, length);
    return new AudioSpecificConfigParser(BitReader.ofBytes(buffer, index, length)).parse(bytes);
  }

  private AudioSpecificConfig parse(ConfigurationBytes bytes) {
    objectType = readObjectType();
    int coreRate = SampleRates.read(in);
    int channels = in.readInt(4);
    if (channels > 7) {
      throw new CodecException(
          Reason.UNSUPPORTED, "channel configuration is %d, at most 7".formatted(channels));
    }
    if (objectType == AudioSpecificConfig.SBR_OBJECT_TYPE
        || objectType == AudioSpecificConfig.PS_OBJECT_TYPE) {
      sbr = true;
      ps = objectType == AudioSpecificConfig.PS_OBJECT_TYPE;
      extensionRate = SampleRates.read(in);
      objectType = readObjectType();
      if (objectType == ER_BSAC) {
        in.skipBits(4);
      }
    }
    int samplesPerFrame = readGeneralAudio(channels);
    readTrailingExtension();
    return new AudioSpecificConfig(
        objectType,
        coreRate,
        channels,
        samplesPerFrame,
        sbr,
        ps,
        sbr ? extensionRate : coreRate,
        bytes);
  }

  private int readObjectType() {
    int type = in.readInt(5);
    return type == OBJECT_TYPE_ESCAPE ? 32 + in.readInt(6) : type;
  }

  private int readGeneralAudio(int channels) {
    switch (objectType) {
      case 1, 2, 3, 4 -> {
        // AAC Main, LC, SSR and LTP: what ADTS can frame.
      }
      default ->
          throw new CodecException(
              Reason.UNSUPPORTED, "audio object type is %d, AAC is 1 to 4".formatted(objectType));
    }
    int samples = in.readFlag() ? 960 : 1024;
    if (in.readFlag()) {
      in.skipBits(14); // coreCoderDelay
    }
    in.skipBits(1); // extensionFlag: nothing follows it for these object types
    if (channels == 0) {
      skipProgramConfigElement();
    }
    return samples;
  }

  /** Section 4.4.1.1. */
  private void skipProgramConfigElement() {
    in.skipBits(4 + 2 + 4); // element_instance_tag, object_type, sampling_frequency_index
    int front = in.readInt(4);
    int side = in.readInt(4);
    int back = in.readInt(4);
    int lowFrequency = in.readInt(2);
    int associatedData = in.readInt(3);
    int coupling = in.readInt(4);
    for (int mixdownBits : new int[] {4, 4, 3}) {
      if (in.readFlag()) {
        in.skipBits(mixdownBits);
      }
    }
    in.skipBits(5 * (front + side + back + coupling) + 4 * (lowFrequency + associatedData));
    in.alignToByte();
    in.skipBits(Byte.SIZE * in.readInt(8)); // comment_field_data
  }

  /** HE-AAC signalled behind the configuration, so that older decoders do not see it. */
  private void readTrailingExtension() {
    if (sbr || in.remainingBits() < 16 || in.readInt(SYNC_LENGTH) != SYNC_SBR) {
      return;
    }
    if (readObjectType() != AudioSpecificConfig.SBR_OBJECT_TYPE || !in.readFlag()) {
      return;
    }
    sbr = true;
    extensionRate = SampleRates.read(in);
    if (in.remainingBits() >= SYNC_LENGTH + 1 && in.readInt(SYNC_LENGTH) == SYNC_PS) {
      ps = in.readFlag();
    }
  }
}
