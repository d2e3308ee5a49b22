package live.vitrine.media.rtmp.chunk;

/** Numbers of the chunk format (RTMP section 5.3). */
final class ChunkFormat {
  static final int DEFAULT_CHUNK_SIZE = 128;
  static final int MAX_CHUNK_SIZE = 0x7FFFFFFF;

  static final int TYPE_FULL = 0;
  static final int TYPE_SAME_STREAM = 1;
  static final int TYPE_TIMESTAMP_ONLY = 2;
  static final int TYPE_NO_HEADER = 3;

  static final int MIN_CHUNK_STREAM_ID = 2;

  /** First id of the two- and three-byte forms, which count from here. */
  static final int LONG_ID_BASE = 64;

  static final int MAX_TWO_BYTE_ID = LONG_ID_BASE + 0xFF;
  static final int MAX_CHUNK_STREAM_ID = LONG_ID_BASE + 0xFFFF;

  /** In a 24-bit time field: the value is in the four bytes after the header. */
  static final int EXTENDED = 0xFFFFFF;

  static final int MESSAGE_SET_CHUNK_SIZE = 1;
  static final int MESSAGE_ABORT = 2;

  private ChunkFormat() {}

  /** Bytes of the message header by chunk type. */
  static int messageHeaderLength(int type) {
    return switch (type) {
      case TYPE_FULL -> 11;
      case TYPE_SAME_STREAM -> 7;
      case TYPE_TIMESTAMP_ONLY -> 3;
      default -> 0;
    };
  }
}
