package live.vitrine.media.mp4;

import java.util.List;

/** The head of a fragmented file: which tracks there are and how to decode them. */
public final class InitSegment {
  private InitSegment() {}

  /**
   * Writes "ftyp" and "moov" (ISO/IEC 23000-19 section 7.3.1).
   *
   * @param tracks at least one, with different ids
   */
  public static byte[] bytes(List<Mp4Track> tracks) {
    throw new UnsupportedOperationException("%d tracks".formatted(tracks.size()));
  }
}
