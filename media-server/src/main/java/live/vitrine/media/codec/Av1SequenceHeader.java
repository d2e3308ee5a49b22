package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/** Finds the picture's size in a sequence_header_obu, AV1 specification section 5.5. */
final class Av1SequenceHeader {
  private static final int TYPE_SEQUENCE_HEADER = 1;
  private static final int MAX_LEB128_BYTES = 8;

  private Av1SequenceHeader() {}

  /**
   * Looks through the OBUs of a range for the first sequence header.
   *
   * @throws CodecException {@code TRUNCATED} or {@code INVALID}, also when there is none
   */
  static PictureSize size(ByteBuf buffer, int index, int length) {
    int end = index + length;
    int at = index;
    while (at < end) {
      int header = buffer.getUnsignedByte(at);
      boolean extended = (header & 0x04) != 0;
      boolean sized = (header & 0x02) != 0;
      at += extended ? 2 : 1;
      long size = Math.max(0, end - at);
      if (sized) {
        size = 0;
        int part = 0x80;
        for (int i = 0; (part & 0x80) != 0; i++) {
          if (at >= end || i == MAX_LEB128_BYTES) {
            throw new CodecException(Reason.TRUNCATED, "size of an OBU does not end");
          }
          part = buffer.getUnsignedByte(at++);
          size |= (part & 0x7FL) << (7 * i);
        }
      }
      if (size > end - at) {
        throw new CodecException(
            Reason.TRUNCATED, "OBU of %d bytes where %d are left".formatted(size, end - at));
      }
      if ((header >> 3 & 0x0F) == TYPE_SEQUENCE_HEADER) {
        return read(BitReader.ofBytes(buffer, at, (int) size));
      }
      at += (int) size;
    }
    throw new CodecException(Reason.INVALID, "no sequence header OBU");
  }

  private static PictureSize read(BitReader in) {
    in.skipBits(3 + 1); // seq_profile, still_picture
    boolean reduced = in.readFlag();
    if (reduced) {
      in.skipBits(5); // seq_level_idx
    } else {
      skipOperatingPoints(in);
    }
    int widthBits = in.readInt(4) + 1;
    int heightBits = in.readInt(4) + 1;
    return new PictureSize(in.readInt(widthBits) + 1, in.readInt(heightBits) + 1);
  }

  private static void skipOperatingPoints(BitReader in) {
    int delayBits = 0;
    if (in.readFlag()) {
      in.skipBits(64); // num_units_in_display_tick, time_scale
      if (in.readFlag()) {
        in.skipUnsignedExpGolomb(); // num_ticks_per_picture_minus_1
      }
      if (in.readFlag()) {
        delayBits = in.readInt(5) + 1;
        in.skipBits(32 + 5 + 5);
      }
    }
    boolean displayDelay = in.readFlag();
    int points = in.readInt(5) + 1;
    for (int i = 0; i < points; i++) {
      in.skipBits(12); // operating_point_idc
      if (in.readInt(5) > 7) {
        in.skipBits(1); // seq_tier
      }
      if (delayBits > 0 && in.readFlag()) {
        in.skipBits(2 * delayBits + 1); // delays of both buffers, low_delay_mode_flag
      }
      if (displayDelay && in.readFlag()) {
        in.skipBits(4);
      }
    }
  }
}
