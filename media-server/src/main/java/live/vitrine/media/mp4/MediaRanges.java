package live.vitrine.media.mp4;

import java.util.List;

/** Cuts a fragmented file into the segments of an HLS playlist (RFC 8216 section 4.3.2.2). */
public final class MediaRanges {
  private MediaRanges() {}

  /**
   * Segments that begin with a sync sample and last at least {@code minimumMillis}, the last one
   * excepted. The initialization section is the file's first {@link FragmentedFile#initLength}
   * bytes.
   */
  public static List<MediaRange> of(FragmentedFile file, long minimumMillis) {
    throw new UnsupportedOperationException("%d, %s".formatted(minimumMillis, file));
  }
}
