package live.vitrine.media.recording.writer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of an FLV file (sections E.2 and E.5): header and an {@code onMetaData} whose
 * duration is filled in at the end.
 */
final class FlvHead {
  private static final String NAME = "onMetaData";
  private static final String DURATION = "duration";
  private static final String CREATOR_NAME = "metadatacreator";
  private static final String CREATOR = "Vitrine";

  private static final int FILE_HEADER_LENGTH = 13;
  private static final int TAG_HEADER_LENGTH = 11;

  /** Where the duration's eight bytes are in the file. */
  static final int DURATION_POSITION =
      FILE_HEADER_LENGTH + TAG_HEADER_LENGTH + 1 + text(NAME) + 5 + text(DURATION) + 1;

  private FlvHead() {}

  private static int text(String value) {
    return 2 + value.length();
  }

  static byte[] bytes(boolean video, boolean audio) {
    int payload =
        1 + text(NAME) + 5 + text(DURATION) + 9 + text(CREATOR_NAME) + 1 + text(CREATOR) + 3;
    ByteBuffer out = ByteBuffer.allocate(FILE_HEADER_LENGTH + TAG_HEADER_LENGTH + payload + 4);
    out.put((byte) 'F').put((byte) 'L').put((byte) 'V').put((byte) 1);
    out.put((byte) ((video ? 1 : 0) | (audio ? 4 : 0))).putInt(9).putInt(0);
    out.putInt(18 << 24 | payload).putInt(0).put(new byte[3]);
    put(out.put((byte) 2), NAME);
    out.put((byte) 8).putInt(2);
    put(out, DURATION);
    out.put((byte) 0).putDouble(0);
    put(out, CREATOR_NAME);
    put(out.put((byte) 2), CREATOR);
    out.put(new byte[] {0, 0, 9});
    out.putInt(TAG_HEADER_LENGTH + payload);
    return out.array();
  }

  /** The eight bytes of a duration. */
  static byte[] duration(long millis) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(millis / 1000.0).array();
  }

  private static void put(ByteBuffer out, String value) {
    out.putShort((short) value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
  }
}
