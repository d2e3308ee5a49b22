package live.vitrine.media.mp4;

import java.util.ArrayList;
import java.util.List;

/** Cuts a fragmented file into the segments of an HLS playlist (RFC 8216 section 4.3.2.2). */
public final class MediaRanges {
  private MediaRanges() {}

  /**
   * Segments that begin with a sync sample and last at least {@code minimumMillis}, the last one
   * excepted. Fragments in front of the first sync sample are left out. The initialization section
   * is the file's first {@link FragmentedFile#initLength} bytes.
   */
  public static List<MediaRange> of(FragmentedFile file, long minimumMillis) {
    List<MediaRange> ranges = new ArrayList<>();
    RecordedFragment first = null;
    RecordedFragment last = null;
    for (RecordedFragment fragment : file.fragments()) {
      if (first == null || last == null) {
        first = fragment.independent() ? fragment : null;
      } else if (fragment.independent() && fragment.start() - first.start() >= minimumMillis) {
        ranges.add(range(first, last, fragment.start()));
        first = fragment;
      }
      last = fragment;
    }
    if (first != null && last != null) {
      ranges.add(range(first, last, last.start() + last.duration()));
    }
    return ranges;
  }

  private static MediaRange range(RecordedFragment first, RecordedFragment last, long end) {
    return new MediaRange(
        first.offset(),
        last.end() - first.offset(),
        first.start(),
        Math.max(0, end - first.start()));
  }
}
