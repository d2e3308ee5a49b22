package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/** Finds the picture's size in a key frame, VP9 bitstream specification section 6.2. */
final class Vp9FrameHeader {
  private static final int FRAME_MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int COLOUR_SPACE_RGB = 7;

  private Vp9FrameHeader() {}

  /**
   * Reads uncompressed_header() up to frame_size().
   *
   * @throws CodecException {@code TRUNCATED}, {@code INVALID} when it is no key frame
   */
  static PictureSize size(ByteBuf frame, int index, int length) {
    BitReader in = BitReader.ofBytes(frame, index, length);
    int marker = in.readInt(2);
    int profile = in.readInt(1) | in.readInt(1) << 1;
    if (profile == 3) {
      in.skipBits(1);
    }
    boolean existing = in.readFlag();
    boolean notKey = in.readFlag();
    in.skipBits(2); // show_frame, error_resilient_mode
    if (marker != FRAME_MARKER || existing || notKey || in.readInt(24) != SYNC_CODE) {
      throw new CodecException(Reason.INVALID, "no key frame of VP9");
    }
    if (profile >= 2) {
      in.skipBits(1); // ten_or_twelve_bit
    }
    boolean subsamplingStated = (profile & 1) != 0;
    if (in.readInt(3) != COLOUR_SPACE_RGB) {
      in.skipBits(1); // color_range
      in.skipBits(subsamplingStated ? 3 : 0);
    } else {
      in.skipBits(subsamplingStated ? 1 : 0);
    }
    return new PictureSize(in.readInt(16) + 1, in.readInt(16) + 1);
  }
}
