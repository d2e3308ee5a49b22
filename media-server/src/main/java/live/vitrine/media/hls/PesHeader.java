package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;

/** Writes the header of a packetised elementary stream packet, ISO/IEC 13818-1 section 2.4.3.6. */
final class PesHeader {
  static final int STREAM_ID_VIDEO = 0xE0;
  static final int STREAM_ID_AUDIO = 0xC0;

  private static final int PTS_ONLY = 0x80;
  private static final int PTS_AND_DTS = 0xC0;
  private static final int FIXED_LENGTH = 9;
  private static final int TIME_LENGTH = 5;

  private PesHeader() {}

  /**
   * @param payloadLength bytes behind the header, or 0 for "not stated", which only video may say
   * @param pts presentation time in 90 kHz ticks; 33 bits are written
   * @param dts decoding time; left out when it equals {@code pts}
   */
  static void write(ByteBuf out, int streamId, int payloadLength, long pts, long dts) {
    int timesLength = pts == dts ? TIME_LENGTH : 2 * TIME_LENGTH;
    out.writeMedium(1);
    out.writeByte(streamId);
    out.writeShort(payloadLength == 0 ? 0 : FIXED_LENGTH - 6 + timesLength + payloadLength);
    out.writeByte(0x84); // data_alignment_indicator: a frame begins behind the header
    out.writeByte(pts == dts ? PTS_ONLY : PTS_AND_DTS);
    out.writeByte(timesLength);
    if (pts == dts) {
      writeTime(out, 0x2, pts);
    } else {
      writeTime(out, 0x3, pts);
      writeTime(out, 0x1, dts);
    }
  }

  /** prefix 4, time 32..30, 1, time 29..15, 1, time 14..0, 1. */
  private static void writeTime(ByteBuf out, int prefix, long time) {
    out.writeByte(prefix << 4 | ((int) (time >>> 29) & 0x0E) | 1);
    out.writeShort(((int) (time >>> 14) & 0xFFFE) | 1);
    out.writeShort(((int) (time << 1) & 0xFFFE) | 1);
  }
}
