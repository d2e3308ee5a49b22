package live.vitrine.media.mp4;

import java.nio.charset.StandardCharsets;

/** The "styp" box in front of a CMAF segment's fragments (ISO/IEC 14496-12 section 8.16.2). */
public final class SegmentType {
  private static final byte[] BYTES =
      "\0\0\0\30stypmsdh\0\0\0\0msdhcmfs".getBytes(StandardCharsets.ISO_8859_1);

  private SegmentType() {}

  /** The whole box, the same for every segment; a copy. */
  public static byte[] bytes() {
    return BYTES.clone();
  }
}
