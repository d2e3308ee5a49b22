package live.vitrine.media.mp4;

import java.io.IOException;
import java.util.List;
import live.vitrine.media.mp4.FragmentReader.Found;
import org.jspecify.annotations.Nullable;

/**
 * The sample of the leading track that a clip begins with.
 *
 * @param fragment index of the fragment it is in
 * @param decodeTime in the leading track's units
 * @param presentationTime in the leading track's units
 */
record ClipStart(int fragment, long decodeTime, long presentationTime) {

  /**
   * Finds the last sync sample at or before a time, or else the first one at all.
   *
   * @param from milliseconds
   * @return null when there is no sync sample
   */
  static @Nullable ClipStart find(
      FragmentReader reader, List<RecordedFragment> fragments, RecordedTrack leading, long from)
      throws IOException {
    int last = lastBefore(fragments, from);
    for (int i = last; i >= 0; i--) {
      ClipStart start = within(reader, fragments.get(i), i, leading, from, true);
      if (start != null) {
        return start;
      }
    }
    for (int i = 0; i < fragments.size(); i++) {
      ClipStart start = within(reader, fragments.get(i), i, leading, Long.MAX_VALUE, false);
      if (start != null) {
        return start;
      }
    }
    return null;
  }

  /** Index of the last fragment that begins at or before a time, -1 for none. */
  private static int lastBefore(List<RecordedFragment> fragments, long from) {
    int low = 0;
    int high = fragments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (fragments.get(middle).start() <= from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static @Nullable ClipStart within(
      FragmentReader reader,
      RecordedFragment fragment,
      int index,
      RecordedTrack leading,
      long until,
      boolean takeLast)
      throws IOException {
    Found found = reader.at(fragment.offset());
    if (found == null) {
      return null;
    }
    ClipStart start = null;
    for (TrackFragment track : found.tracks()) {
      if (track.track().id() != leading.id()) {
        continue;
      }
      long time = track.decodeTime();
      for (SampleRun run : track.runs()) {
        for (int i = 0; i < run.count(); i++) {
          if (Ticks.toMillis(time, leading.timescale()) > until) {
            return start;
          }
          if (run.syncs()[i]) {
            start = new ClipStart(index, time, time + run.compositionOffsets()[i]);
            if (!takeLast) {
              return start;
            }
          }
          time += run.durations()[i];
        }
      }
    }
    return start;
  }
}
