package live.vitrine.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * The header being read, which may come split at any byte. One instance is reused for every chunk.
 *
 * <pre>
 *  type 0: | time 24 | length 24 | type id 8 | message stream id 32 little-endian |
 *  type 1: | delta 24 | length 24 | type id 8 |
 *  type 2: | delta 24 |
 *  type 3: nothing
 *  then, if the time or delta is 0xFFFFFF: | time or delta 32 |
 * </pre>
 *
 * (RTMP section 5.3.1.)
 */
final class ChunkHeader {
  int type;
  int timeField;
  boolean extended;
  int length;
  int typeId;
  int messageStreamId;

  private final byte[] scratch = new byte[11];
  private int filled;

  /** Collects the next {@code wanted} bytes of the header; false if more must come. */
  boolean gather(ByteBuf in, int wanted) {
    int bytes = Math.min(wanted - filled, in.readableBytes());
    in.readBytes(scratch, filled, bytes);
    filled += bytes;
    if (filled < wanted) {
      return false;
    }
    filled = 0;
    return true;
  }

  /** The chunk stream id of a two- or three-byte basic header, whose last bytes were gathered. */
  int longChunkStreamId(int bytes) {
    int id = ChunkFormat.LONG_ID_BASE + unsigned(0);
    return bytes == 1 ? id : id + (unsigned(1) << 8);
  }

  /** Reads the gathered message header of a chunk of type 0, 1 or 2. */
  void parse(int chunkType) {
    type = chunkType;
    timeField = medium(0);
    extended = timeField == ChunkFormat.EXTENDED;
    if (chunkType <= ChunkFormat.TYPE_SAME_STREAM) {
      length = medium(3);
      typeId = unsigned(6);
    }
    if (chunkType == ChunkFormat.TYPE_FULL) {
      messageStreamId =
          unsigned(7) | (unsigned(8) << 8) | (unsigned(9) << 16) | (unsigned(10) << 24);
    }
  }

  /** Reads the gathered extended time field. */
  void parseExtended() {
    timeField = (unsigned(0) << 24) | medium(1);
  }

  private int medium(int at) {
    return (unsigned(at) << 16) | (unsigned(at + 1) << 8) | unsigned(at + 2);
  }

  private int unsigned(int at) {
    return scratch[at] & 0xFF;
  }
}
