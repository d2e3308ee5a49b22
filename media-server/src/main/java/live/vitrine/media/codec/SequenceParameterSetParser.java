package live.vitrine.media.codec;

import live.vitrine.media.codec.CodecException.Reason;

/**
 * Walks seq_parameter_set_data() of H.264 section 7.3.2.1.1, for {@link AvcSequenceParameterSet}.
 */
final class SequenceParameterSetParser {
  private static final int CHROMA_420 = 1;
  private static final int CHROMA_444 = 3;
  private static final int ASPECT_RATIO_EXTENDED = 255;
  private static final int MACROBLOCK = 16;

  private final BitReader in;

  /**
   * @param in stands behind the NAL unit's header byte
   */
  SequenceParameterSetParser(BitReader in) {
    this.in = in;
  }

  AvcSequenceParameterSet parse() {
    int profile = in.readInt(8);
    int constraints = in.readInt(8);
    int level = in.readInt(8);
    skip("seq_parameter_set_id", 31);
    int chromaFormat = hasChromaFormat(profile) ? chromaFormat() : CHROMA_420;
    skip("log2_max_frame_num_minus4", 12);
    pictureOrderCount();
    skip("max_num_ref_frames", 16);
    in.skipBits(1); // gaps_in_frame_num_value_allowed_flag
    int widthInMacroblocks = macroblocks("pic_width_in_mbs_minus1");
    int heightInMapUnits = macroblocks("pic_height_in_map_units_minus1");
    boolean framesOnly = in.readFlag();
    if (!framesOnly) {
      in.skipBits(1); // mb_adaptive_frame_field_flag
    }
    in.skipBits(1); // direct_8x8_inference_flag
    int fields = framesOnly ? 1 : 2;
    int width = widthInMacroblocks * MACROBLOCK;
    int height = heightInMapUnits * MACROBLOCK * fields;
    if (in.readFlag()) {
      // Crop units, table 6-1: chroma is halved in both directions (4:2:0) or in width (4:2:2).
      int unitX = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1;
      int unitY = (chromaFormat == 1 ? 2 : 1) * fields;
      width -= unitX * (crop("left") + crop("right"));
      height -= unitY * (crop("top") + crop("bottom"));
    }
    checkSize(width, height);
    long unitsInTick = 0;
    long timeScale = 0;
    if (in.readFlag()) {
      skipToTiming();
      if (in.readFlag()) {
        unitsInTick = in.readBits(32);
        timeScale = in.readBits(32);
      }
    }
    return new AvcSequenceParameterSet(
        profile, constraints, level, width, height, unitsInTick, timeScale);
  }

  private static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private int chromaFormat() {
    int format = in.readUnsignedExpGolomb("chroma_format_idc", CHROMA_444);
    boolean separatePlanes = format == CHROMA_444 && in.readFlag();
    skip("bit_depth_luma_minus8", 6);
    skip("bit_depth_chroma_minus8", 6);
    in.skipBits(1); // qpprime_y_zero_transform_bypass_flag
    if (in.readFlag()) {
      int lists = format == CHROMA_444 ? 12 : 8;
      for (int i = 0; i < lists; i++) {
        if (in.readFlag()) {
          scalingList(i < 6 ? 16 : 64);
        }
      }
    }
    // ChromaArrayType: separate planes are cropped like monochrome.
    return separatePlanes ? 0 : format;
  }

  /** Section 7.3.2.1.1.1. */
  private void scalingList(int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0; i++) {
      next = (int) ((last + in.readSignedExpGolomb()) & 0xFF);
      last = next == 0 ? last : next;
    }
  }

  private void pictureOrderCount() {
    switch (in.readUnsignedExpGolomb("pic_order_cnt_type", 2)) {
      case 0 -> skip("log2_max_pic_order_cnt_lsb_minus4", 12);
      case 1 -> {
        in.skipBits(1); // delta_pic_order_always_zero_flag
        var _ = in.readSignedExpGolomb();
        var _ = in.readSignedExpGolomb();
        int cycle = in.readUnsignedExpGolomb("num_ref_frames_in_pic_order_cnt_cycle", 255);
        for (int i = 0; i < cycle; i++) {
          var _ = in.readSignedExpGolomb();
        }
      }
      default -> {
        // Type 2 has no fields.
      }
    }
  }

  /** vui_parameters() up to timing_info_present_flag, Annex E.1.1. */
  private void skipToTiming() {
    if (in.readFlag() && in.readInt(8) == ASPECT_RATIO_EXTENDED) {
      in.skipBits(32);
    }
    if (in.readFlag()) {
      in.skipBits(1); // overscan_appropriate_flag
    }
    if (in.readFlag()) {
      in.skipBits(4); // video_format, video_full_range_flag
      if (in.readFlag()) {
        in.skipBits(24); // colour primaries, transfer characteristics, matrix coefficients
      }
    }
    if (in.readFlag()) {
      skip("chroma_sample_loc_type_top_field", 5);
      skip("chroma_sample_loc_type_bottom_field", 5);
    }
  }

  private int macroblocks(String name) {
    return in.readUnsignedExpGolomb(name, AvcSequenceParameterSet.MAX_PICTURE_SIZE / MACROBLOCK - 1)
        + 1;
  }

  private int crop(String side) {
    return in.readUnsignedExpGolomb(
        "frame_crop_" + side + "_offset", AvcSequenceParameterSet.MAX_PICTURE_SIZE);
  }

  private static void checkSize(int width, int height) {
    if (width <= 0
        || height <= 0
        || width > AvcSequenceParameterSet.MAX_PICTURE_SIZE
        || height > AvcSequenceParameterSet.MAX_PICTURE_SIZE) {
      throw new CodecException(
          Reason.INVALID,
          "picture of %d x %d, allowed is 1 to %d"
              .formatted(width, height, AvcSequenceParameterSet.MAX_PICTURE_SIZE));
    }
  }

  private void skip(String name, int max) {
    var _ = in.readUnsignedExpGolomb(name, max);
  }
}
