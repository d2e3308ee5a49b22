package live.vitrine.media.hls.cmaf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be asked for of one rendition at one moment. Immutable but for playlists, which are
 * written when the first request needs them and then shared by all.
 *
 * @param available complete segments, oldest first, without gaps in their sequence
 * @param firstListed index of the first one that the playlist names
 * @param open the segment being written; null when none is begun
 * @param nextSequence media sequence number of the segment being written, or of the next
 * @param discontinuitySequence of the first listed segment
 * @param timing durations that hold for all of the show
 * @param independent whether every segment so far begins with a key frame
 * @param events those whose time is within the list
 * @param removedEvents ids of those that have left the list a moment ago
 * @param ended whether nothing follows
 * @param texts the playlists so far
 */
record Snapshot(
    List<Segment> available,
    int firstListed,
    @Nullable OpenSegment open,
    long nextSequence,
    long discontinuitySequence,
    Timing timing,
    boolean independent,
    List<DateRange> events,
    List<String> removedEvents,
    boolean ended,
    PlaylistTexts texts) {
  /** Segments in which a player that keeps up has asked for at least one. */
  private static final int AUDIENCE_SEGMENTS = 4;

  List<Segment> listed() {
    return available.subList(firstListed, available.size());
  }

  /** The newest complete segment's number; one less than {@link #nextSequence}. */
  long lastSequence() {
    return nextSequence - 1;
  }

  /** How many parts of the segment being written are complete. */
  int openParts() {
    return open == null ? 0 : open.parts().size();
  }

  /** The segment with this number; null when there is none, or none any more. */
  @Nullable Segment segment(long sequence) {
    if (available.isEmpty()) {
      return null;
    }
    long index = sequence - available.getFirst().sequence();
    return index < 0 || index >= available.size() ? null : available.get((int) index);
  }

  /**
   * Whether the playlist reaches to this part, or to the end of the segment where no part is asked
   * for. A part behind the last one of a complete segment means the first one of the next (section
   * 6.2.5.2).
   *
   * @param part number, or negative for the whole segment
   */
  boolean reaches(long sequence, int part) {
    if (ended) {
      return true;
    }
    if (part < 0 || sequence > lastSequence()) {
      return sequence <= lastSequence() || (part >= 0 && hasOpen(sequence, part));
    }
    Segment segment = segment(sequence);
    boolean within = segment == null || part < segment.parts().size();
    return within || sequence < lastSequence() || openParts() > 0;
  }

  private boolean hasOpen(long sequence, int part) {
    return sequence == nextSequence && part < openParts();
  }

  /**
   * About how many watch: each player fetches a segment, or its first part, once. Players behind a
   * cache are not seen.
   */
  int audience() {
    int most = 0;
    for (int i = Math.max(0, available.size() - AUDIENCE_SEGMENTS); i < available.size(); i++) {
      most = Math.max(most, available.get(i).requests());
    }
    return most;
  }
}
