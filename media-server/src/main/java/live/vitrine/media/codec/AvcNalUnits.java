package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * Walks the NAL units of one access unit whose units are prefixed with their lengths (ISO/IEC
 * 14496-15 section 5.2.3). A cursor that is made once and {@link #reset} for every access unit, so
 * that walking allocates nothing. Empty units are passed over. Not for use by two threads.
 */
public final class AvcNalUnits {
  /** nal_unit_type values, H.264 table 7-1. */
  public static final int TYPE_IDR_SLICE = 5;

  public static final int TYPE_SEQUENCE_PARAMETER_SET = 7;
  public static final int TYPE_PICTURE_PARAMETER_SET = 8;
  public static final int TYPE_ACCESS_UNIT_DELIMITER = 9;

  private static final int TYPE_MASK = 0x1F;

  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
  private int lengthSize;
  private int next;
  private int end;
  private int index;
  private int length;

  /**
   * Starts over at another access unit.
   *
   * @param payload borrowed until the last {@link #next}; its indices are not used
   * @param lengthSize bytes of a length prefix: 1, 2 or 4
   */
  public void reset(ByteBuf payload, int payloadIndex, int payloadLength, int lengthSize) {
    this.buffer = payload;
    this.lengthSize = lengthSize;
    this.next = payloadIndex;
    this.end = payloadIndex + payloadLength;
    this.index = payloadIndex;
    this.length = 0;
  }

  /**
   * Moves on to the next unit that is not empty; false at the end.
   *
   * @throws CodecException {@code TRUNCATED} when a length reaches beyond the payload
   */
  public boolean next() {
    while (next < end) {
      if (end - next < lengthSize) {
        throw new CodecException(
            Reason.TRUNCATED,
            "%d bytes left for a NAL length of %d".formatted(end - next, lengthSize));
      }
      long announced =
          switch (lengthSize) {
            case 1 -> buffer.getUnsignedByte(next);
            case 2 -> buffer.getUnsignedShort(next);
            default -> buffer.getUnsignedInt(next);
          };
      index = next + lengthSize;
      if (announced > end - index) {
        throw new CodecException(
            Reason.TRUNCATED,
            "NAL unit of %d bytes where %d are left".formatted(announced, end - index));
      }
      length = (int) announced;
      next = index + length;
      if (length > 0) {
        return true;
      }
    }
    return false;
  }

  /** Where the current unit begins, its header byte included, as an absolute index. */
  public int index() {
    return index;
  }

  /** Bytes of the current unit, its header included; at least 1. */
  public int length() {
    return length;
  }

  /** nal_unit_type of the current unit, 0 to 31. */
  public int type() {
    return buffer.getByte(index) & TYPE_MASK;
  }
}
