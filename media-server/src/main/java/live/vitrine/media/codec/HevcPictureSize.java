package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/** Finds the picture's size in an H.265 sequence parameter set, section 7.3.2.2.1. */
final class HevcPictureSize {
  /** In both directions, as for H.264. */
  static final int MAX_PICTURE_SIZE = AvcSequenceParameterSet.MAX_PICTURE_SIZE;

  private static final int CHROMA_420 = 1;
  private static final int CHROMA_422 = 2;
  private static final int CHROMA_444 = 3;
  private static final int NAL_HEADER_BITS = 16;

  /** general_profile_space to general_reserved_zero_44bits and the flag behind, section 7.3.3. */
  private static final int PROFILE_BITS = 88;

  private static final int LEVEL_BITS = 8;

  private HevcPictureSize() {}

  /**
   * @param unit readable part: the NAL unit with its header; borrowed
   * @throws CodecException {@code TRUNCATED} or {@code INVALID}
   */
  static PictureSize of(ByteBuf unit) {
    BitReader in = BitReader.ofNalUnit(unit, unit.readerIndex(), unit.readableBytes());
    in.skipBits(NAL_HEADER_BITS);
    in.skipBits(4); // sps_video_parameter_set_id
    int subLayers = in.readInt(3);
    in.skipBits(1); // sps_temporal_id_nesting_flag
    skipProfileTierLevel(in, subLayers);
    var _ = in.readUnsignedExpGolomb("sps_seq_parameter_set_id", 15);
    int chromaFormat = in.readUnsignedExpGolomb("chroma_format_idc", CHROMA_444);
    if (chromaFormat == CHROMA_444) {
      in.skipBits(1); // separate_colour_plane_flag: cropping units are 1 with and without
    }
    int width = in.readUnsignedExpGolomb("pic_width_in_luma_samples", MAX_PICTURE_SIZE);
    int height = in.readUnsignedExpGolomb("pic_height_in_luma_samples", MAX_PICTURE_SIZE);
    if (in.readFlag()) {
      // Table 6-1: chroma is halved in both directions (4:2:0) or in width (4:2:2).
      int unitX = chromaFormat == CHROMA_420 || chromaFormat == CHROMA_422 ? 2 : 1;
      int unitY = chromaFormat == CHROMA_420 ? 2 : 1;
      width -= unitX * (offset(in, "left") + offset(in, "right"));
      height -= unitY * (offset(in, "top") + offset(in, "bottom"));
    }
    if (width <= 0 || height <= 0) {
      throw new CodecException(
          Reason.INVALID, "picture of %d x %d after cropping".formatted(width, height));
    }
    return new PictureSize(width, height);
  }

  private static int offset(BitReader in, String side) {
    return in.readUnsignedExpGolomb("conf_win_" + side + "_offset", MAX_PICTURE_SIZE);
  }

  private static void skipProfileTierLevel(BitReader in, int subLayers) {
    in.skipBits(PROFILE_BITS + LEVEL_BITS);
    int bits = 0;
    for (int i = 0; i < subLayers; i++) {
      bits += in.readFlag() ? PROFILE_BITS : 0;
      bits += in.readFlag() ? LEVEL_BITS : 0;
    }
    if (subLayers > 0) {
      in.skipBits(2 * (8 - subLayers)); // reserved_zero_2bits
    }
    in.skipBits(bits);
  }
}
