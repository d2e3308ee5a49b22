package live.vitrine.media.hls.cmaf;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import org.jspecify.annotations.Nullable;

/**
 * The first frames of a show, kept until they have told which tracks there are and how long frames
 * last. Nothing is lost by waiting: there is no playlist before the first segment is complete.
 * Holds a reference of each tag, within bounds, until {@link #takeAll} or {@link #clear}.
 */
final class Preroll {
  /** From the first key frame on. */
  static final long PICTURE_MILLIS = 500;

  /** How long sound waits for pictures to be announced. */
  static final long SOUND_MILLIS = 1_000;

  private static final int MAX_TAGS = 2_000;
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final long longestMillis;
  private final List<FlvTag> tags = new ArrayList<>();
  private long bytes;
  private @Nullable FlvTag firstKeyFrame;

  /**
   * @param longestMillis how long a key frame is waited for beside sound
   */
  Preroll(long longestMillis) {
    this.longestMillis = longestMillis;
  }

  /**
   * Keeps a coded frame.
   *
   * @param hasVideo whether pictures are announced
   * @return whether enough is known now
   */
  boolean add(FlvTag tag, boolean hasVideo) {
    tags.add(tag.retain());
    bytes += tag.length();
    if (firstKeyFrame == null && tag.isKeyFrame()) {
      firstKeyFrame = tag;
    }
    long waited = tag.timestamp() - tags.getFirst().timestamp();
    boolean enough;
    if (firstKeyFrame != null) {
      enough = tag.timestamp() - firstKeyFrame.timestamp() >= PICTURE_MILLIS;
    } else {
      enough = waited >= (hasVideo ? longestMillis : SOUND_MILLIS);
    }
    return enough || tags.size() >= MAX_TAGS || bytes >= MAX_BYTES;
  }

  boolean isEmpty() {
    return tags.isEmpty();
  }

  /** How long the frames of a track last, microseconds. */
  List<Long> frameDurations(TrackKey key) {
    List<Long> durations = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (FlvTag tag : tags) {
      if (TrackKey.of(tag).equals(key)) {
        if (last != Long.MIN_VALUE && tag.timestamp() > last) {
          durations.add((tag.timestamp() - last) * 1_000);
        }
        last = tag.timestamp();
      }
    }
    return durations;
  }

  /** Whether frames of the track are among them. */
  boolean has(TrackKey key) {
    return tags.stream().anyMatch(tag -> TrackKey.of(tag).equals(key));
  }

  /** All tags in order; the caller owns them. */
  List<FlvTag> takeAll() {
    List<FlvTag> all = List.copyOf(tags);
    tags.clear();
    bytes = 0;
    firstKeyFrame = null;
    return all;
  }

  void clear() {
    takeAll().forEach(FlvTag::release);
  }
}
