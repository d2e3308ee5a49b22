package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * The beginning of an E-AC-3 syncframe, ETSI TS 102 366 section E.1.2.
 *
 * @param dependent adds channels to the independent substream in front
 * @param length bytes of the frame
 * @param rateCode fscod: 0 to 2, 3 for the halved rates
 * @param samples of each channel
 * @param channelMode acmod
 * @param lowFrequency lfeon
 * @param bitstreamId bsid, 11 to 16
 * @param channelLocations of a dependent substream: chan_loc of table F.6.1
 */
record Eac3FrameHeader(
    boolean dependent,
    int length,
    int rateCode,
    int sampleRate,
    int samples,
    int channelMode,
    boolean lowFrequency,
    int bitstreamId,
    int channelLocations) {
  private static final int DEPENDENT = 1;
  private static final int RESERVED = 3;
  private static final int HALVED_RATES = 3;
  private static final int MIN_BITSTREAM_ID = 11;
  private static final int MAX_BITSTREAM_ID = 16;
  private static final int SAMPLES_PER_BLOCK = 256;
  private static final int MAX_KILOBITS = 0x1FFF;
  private static final int[] BLOCKS = {1, 2, 3, 6};

  /** Loudspeakers of the nine bits of chan_loc, from bit 0: pairs and single ones. */
  private static final int[] LOCATION_CHANNELS = {2, 2, 1, 1, 2, 2, 2, 1, 1};

  static Eac3FrameHeader parse(ByteBuf buffer, int index, int length) {
    BitReader in = BitReader.ofBytes(buffer, index, length);
    Ac3SpecificConfig.checkSyncWord(in.readInt(16));
    int streamType = in.readInt(2);
    in.skipBits(3); // substreamid
    int frameLength = 2 * (in.readInt(11) + 1);
    int rateCode = in.readInt(2);
    int blocksCode = in.readInt(2);
    int channelMode = in.readInt(3);
    boolean lowFrequency = in.readFlag();
    int bitstreamId = in.readInt(5);
    if (bitstreamId < MIN_BITSTREAM_ID || bitstreamId > MAX_BITSTREAM_ID) {
      throw new CodecException(
          Reason.UNSUPPORTED,
          "E-AC-3 bitstream version is %d, %d to %d are known"
              .formatted(bitstreamId, MIN_BITSTREAM_ID, MAX_BITSTREAM_ID));
    }
    boolean halved = rateCode == HALVED_RATES;
    if (streamType == RESERVED || (halved && blocksCode == RESERVED)) {
      throw new CodecException(
          Reason.INVALID,
          "E-AC-3 with stream type %d and second rate code %d".formatted(streamType, blocksCode));
    }
    boolean dependent = streamType == DEPENDENT;
    return new Eac3FrameHeader(
        dependent,
        frameLength,
        rateCode,
        // With the halved rates the next two bits are the rate, and there are always six blocks.
        halved
            ? Ac3SpecificConfig.sampleRateOf(blocksCode) / 2
            : Ac3SpecificConfig.sampleRateOf(rateCode),
        SAMPLES_PER_BLOCK * BLOCKS[halved ? 3 : blocksCode],
        channelMode,
        lowFrequency,
        bitstreamId,
        dependent ? readLocations(in, channelMode) : 0);
  }

  private static int readLocations(BitReader in, int channelMode) {
    for (int programme = 0; programme < (channelMode == 0 ? 2 : 1); programme++) {
      in.skipBits(5); // dialnorm
      if (in.readFlag()) {
        in.skipBits(8); // compr
      }
    }
    if (!in.readFlag()) {
      return 0;
    }
    // Table E.1.4, first bit first: L C R Ls Rs | Lc/Rc Lrs/Rrs Cs Ts Lsd/Rsd Lw/Rw Lvh/Rvh Cvh |
    // Lts/Rts | LFE2 | LFE. The middle ones are bits 0 to 7 of chan_loc, LFE2 is bit 8.
    int map = in.readInt(16);
    int locations = (map >> 1 & 1) << 8;
    for (int i = 0; i < 8; i++) {
      locations |= (map >> (10 - i) & 1) << i;
    }
    return locations;
  }

  int channels() {
    return Ac3SpecificConfig.fullRangeChannels(channelMode) + (lowFrequency ? 1 : 0);
  }

  /** Of this substream; at most what fits into data_rate. */
  long kilobitsPerSecond() {
    return Math.min(MAX_KILOBITS, (long) length * Byte.SIZE * sampleRate / samples / 1000);
  }

  static int channelsAt(int locations) {
    int channels = 0;
    for (int i = 0; i < LOCATION_CHANNELS.length; i++) {
      channels += (locations >> i & 1) * LOCATION_CHANNELS[i];
    }
    return channels;
  }
}
