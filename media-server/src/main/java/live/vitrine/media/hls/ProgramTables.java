package live.vitrine.media.hls;

/**
 * Renders the two tables at the beginning of every segment: which program there is (PAT) and what
 * it is made of (PMT), ISO/IEC 13818-1 sections 2.4.4.3 and 2.4.4.8.
 */
final class ProgramTables {
  private static final int PROGRAM_NUMBER = 1;
  private static final int TABLE_PAT = 0;
  private static final int TABLE_PMT = 2;
  private static final int STREAM_TYPE_AVC = 0x1B;
  private static final int STREAM_TYPE_ADTS_AAC = 0x0F;
  private static final int CRC_LENGTH = 4;
  private static final int CRC_POLYNOMIAL = 0x04C1_1DB7;

  private ProgramTables() {}

  static byte[] association() {
    byte[] body = new byte[4];
    putShort(body, 0, PROGRAM_NUMBER);
    putShort(body, 2, 0xE000 | Track.PROGRAM_MAP.pid());
    return section(TABLE_PAT, 1, 0, body);
  }

  /**
   * @param version 0 to 31; another one says that the table changed
   */
  static byte[] map(int version, boolean video, boolean audio) {
    byte[] body = new byte[4 + (video ? 5 : 0) + (audio ? 5 : 0)];
    putShort(body, 0, 0xE000 | (video ? Track.VIDEO : Track.AUDIO).pid()); // PCR_PID
    putShort(body, 2, 0xF000); // program_info_length 0
    int at = 4;
    if (video) {
      putStream(body, at, STREAM_TYPE_AVC, Track.VIDEO);
      at += 5;
    }
    if (audio) {
      putStream(body, at, STREAM_TYPE_ADTS_AAC, Track.AUDIO);
    }
    return section(TABLE_PMT, PROGRAM_NUMBER, version, body);
  }

  private static void putStream(byte[] body, int at, int streamType, Track track) {
    body[at] = (byte) streamType;
    putShort(body, at + 1, 0xE000 | track.pid());
    putShort(body, at + 3, 0xF000); // ES_info_length 0
  }

  /** Puts the common head in front and the check sum behind. */
  private static byte[] section(int tableId, int extension, int version, byte[] body) {
    int behindLength = 5 + body.length + CRC_LENGTH;
    byte[] section = new byte[3 + behindLength];
    section[0] = (byte) tableId;
    putShort(section, 1, 0xB000 | behindLength);
    putShort(section, 3, extension);
    section[5] = (byte) (0xC1 | (version & 0x1F) << 1); // current_next_indicator 1
    // Bytes 6 and 7: section_number and last_section_number 0.
    System.arraycopy(body, 0, section, 8, body.length);
    int crc = crc32(section, section.length - CRC_LENGTH);
    putShort(section, section.length - 4, crc >>> 16);
    putShort(section, section.length - 2, crc);
    return section;
  }

  private static void putShort(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  /** CRC_32 of Annex A: not reflected, not inverted at the end. */
  static int crc32(byte[] bytes, int length) {
    int crc = -1;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] << 24;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = crc << 1 ^ (crc < 0 ? CRC_POLYNOMIAL : 0);
      }
    }
    return crc;
  }
}
