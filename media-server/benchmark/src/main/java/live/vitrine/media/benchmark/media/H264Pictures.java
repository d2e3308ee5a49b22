package live.vitrine.media.benchmark.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Pictures that any decoder takes, 640 × 360, constrained baseline: grey or repeated macroblocks,
 * and at the end of each picture as many raw (I_PCM) macroblocks of noise as its size asks for.
 */
final class H264Pictures {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  static final int PICTURES_PER_SECOND = 25;

  private static final int MACROBLOCK = 16;
  private static final int COLUMNS = WIDTH / MACROBLOCK;
  private static final int ROWS = (HEIGHT + MACROBLOCK - 1) / MACROBLOCK;
  private static final int MACROBLOCKS = COLUMNS * ROWS;
  private static final int PCM_BYTES = 384;
  private static final int PROFILE_BASELINE = 66;
  private static final int CONSTRAINT_FLAGS = 0xC0;
  private static final int LEVEL_3 = 30;

  private static final int NAL_SLICE = 0x41;
  private static final int NAL_IDR = 0x65;
  private static final int NAL_SEI = 0x06;
  private static final int NAL_SPS = 0x67;
  private static final int NAL_PPS = 0x68;
  private static final int SEI_USER_DATA_UNREGISTERED = 5;
  private static final int UUID_BYTES = 16;
  private static final int NAL_LENGTH_BYTES = 4;

  /**
   * Where the stamp starts in the bytes of {@link #picture}: length, NAL header, SEI type and size.
   */
  static final int STAMP_OFFSET = NAL_LENGTH_BYTES + 1 + 1 + 1;

  private H264Pictures() {}

  /** Section 7.3.2.1.1. */
  static byte[] sequenceParameterSet() {
    return new BitWriter()
        .bits(8, PROFILE_BASELINE)
        .bits(8, CONSTRAINT_FLAGS)
        .bits(8, LEVEL_3)
        .unsignedExpGolomb(0) // seq_parameter_set_id
        .unsignedExpGolomb(0) // log2_max_frame_num_minus4
        .unsignedExpGolomb(2) // pic_order_cnt_type: output order is decoding order
        .unsignedExpGolomb(1) // max_num_ref_frames
        .flag(false) // gaps_in_frame_num_value_allowed_flag
        .unsignedExpGolomb(COLUMNS - 1)
        .unsignedExpGolomb(ROWS - 1)
        .flag(true) // frame_mbs_only_flag
        .flag(true) // direct_8x8_inference_flag
        .flag(true) // frame_cropping_flag
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(0)
        .unsignedExpGolomb((ROWS * MACROBLOCK - HEIGHT) / 2)
        .flag(true) // vui_parameters_present_flag
        .bits(4, 0) // aspect ratio, overscan, video signal type, chroma location: absent
        .flag(true) // timing_info_present_flag
        .bits(32, 1)
        .bits(32, 2 * PICTURES_PER_SECOND)
        .flag(true) // fixed_frame_rate_flag
        .bits(3, 0) // no HRD parameters, no pic_struct
        .flag(true) // bitstream_restriction_flag: no reordering
        .flag(true)
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(10)
        .unsignedExpGolomb(10)
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(1)
        .nalUnit(NAL_SPS);
  }

  /** Section 7.3.2.2. */
  static byte[] pictureParameterSet() {
    return new BitWriter()
        .unsignedExpGolomb(0) // pic_parameter_set_id
        .unsignedExpGolomb(0) // seq_parameter_set_id
        .bits(2, 0) // CAVLC, no bottom field order
        .unsignedExpGolomb(0) // one slice group
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(0)
        .bits(3, 0) // no weighted prediction
        .unsignedExpGolomb(0) // se(0) and ue(0) are the same bit
        .unsignedExpGolomb(0)
        .unsignedExpGolomb(0)
        .flag(true) // deblocking_filter_control_present_flag
        .bits(2, 0)
        .nalUnit(NAL_PPS);
  }

  /** AVCDecoderConfigurationRecord, ISO 14496-15 section 5.3.3.1. */
  static byte[] decoderConfiguration() {
    byte[] sps = sequenceParameterSet();
    byte[] pps = pictureParameterSet();
    return ByteBuffer.allocate(11 + sps.length + pps.length)
        .put((byte) 1)
        .put(sps, 1, 3)
        .put((byte) (0xFC | (NAL_LENGTH_BYTES - 1)))
        .put((byte) 0xE1)
        .putShort((short) sps.length)
        .put(sps)
        .put((byte) 1)
        .putShort((short) pps.length)
        .put(pps)
        .array();
  }

  /**
   * One access unit of exactly {@code size} bytes, NAL units with four length bytes, the first of
   * them an SEI with room for a {@link FrameStamp} at {@link #STAMP_OFFSET}.
   *
   * @param position place in the group of pictures; 0 is the key frame
   * @throws IllegalArgumentException when no such picture has that size
   */
  static byte[] picture(int position, int size) {
    int smallestPadding = 2 + UUID_BYTES;
    int fixed = 2 * NAL_LENGTH_BYTES + 3 + FrameStamp.BYTES + 1 + smallestPadding;
    for (int raw = Math.min(MACROBLOCKS, size / PCM_BYTES); raw >= 1; raw--) {
      byte[] slice = position == 0 ? keySlice(raw) : interSlice(position, raw);
      int padding = size - fixed - slice.length;
      if (padding >= 0 && smallestPadding + padding < 2 * 255) {
        byte[] sei = supplementalInformation(padding);
        // A second size byte appears from 255 on; it comes out of the padding.
        if (sei.length + slice.length + 2 * NAL_LENGTH_BYTES > size) {
          sei = supplementalInformation(padding - 1);
        }
        return ByteBuffer.allocate(size)
            .putInt(sei.length)
            .put(sei)
            .putInt(slice.length)
            .put(slice)
            .array();
      }
    }
    throw new IllegalArgumentException("no picture of " + size + " bytes");
  }

  /** Two user data messages: the stamp, and the padding (section D.1.7). */
  private static byte[] supplementalInformation(int padding) {
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    unit.write(NAL_SEI);
    unit.write(SEI_USER_DATA_UNREGISTERED);
    unit.write(FrameStamp.BYTES);
    unit.writeBytes(FrameStamp.blank());
    unit.write(SEI_USER_DATA_UNREGISTERED);
    int size = UUID_BYTES + padding;
    for (int left = size; ; left -= 255) {
      unit.write(Math.min(left, 255));
      if (left < 255) {
        break;
      }
    }
    for (int i = 0; i < size; i++) {
      unit.write(noise(i));
    }
    unit.write(0x80);
    return unit.toByteArray();
  }

  private static byte[] keySlice(int raw) {
    BitWriter slice =
        new BitWriter()
            .unsignedExpGolomb(0) // first_mb_in_slice
            .unsignedExpGolomb(7) // I
            .unsignedExpGolomb(0)
            .bits(4, 0) // frame_num
            .unsignedExpGolomb(0) // idr_pic_id
            .bits(2, 0) // dec_ref_pic_marking
            .unsignedExpGolomb(0) // slice_qp_delta
            .unsignedExpGolomb(1); // no deblocking
    // Raw macroblocks count as full neighbours in CAVLC (section 9.2.1), so they come last.
    for (int i = raw; i < MACROBLOCKS; i++) {
      slice
          .unsignedExpGolomb(3) // I_16x16, DC prediction, no coefficients
          .unsignedExpGolomb(0)
          .unsignedExpGolomb(0)
          .flag(true); // coeff_token: none
    }
    for (int i = 0; i < raw; i++) {
      rawMacroblock(slice.unsignedExpGolomb(25), i);
    }
    return slice.nalUnit(NAL_IDR);
  }

  private static byte[] interSlice(int position, int raw) {
    BitWriter slice =
        new BitWriter()
            .unsignedExpGolomb(0) // first_mb_in_slice
            .unsignedExpGolomb(5) // P
            .unsignedExpGolomb(0)
            .bits(4, position % 16) // frame_num
            .bits(3, 0) // no overrides, no list changes, no adaptive marking
            .unsignedExpGolomb(0) // slice_qp_delta
            .unsignedExpGolomb(1); // no deblocking
    for (int i = 0; i < raw; i++) {
      slice.unsignedExpGolomb(i == 0 ? MACROBLOCKS - raw : 0); // mb_skip_run
      rawMacroblock(slice.unsignedExpGolomb(30), position + i);
    }
    return slice.nalUnit(NAL_SLICE);
  }

  private static void rawMacroblock(BitWriter slice, int seed) {
    slice.align();
    for (int i = 0; i < PCM_BYTES; i++) {
      slice.bits(8, noise(seed * 7 + i));
    }
  }

  /** Never 0, so that no emulation prevention changes the size. */
  private static int noise(int seed) {
    return 16 + Math.floorMod((seed * 0x9E3779B1) >>> 7, 200);
  }
}
