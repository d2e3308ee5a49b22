package live.vitrine.media.hls.cmaf;

import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/**
 * Which track of a stream a tag belongs to.
 *
 * @param number 0 for the main one
 */
record TrackKey(TagType type, int number) implements Comparable<TrackKey> {
  static final TrackKey MAIN_VIDEO = new TrackKey(TagType.VIDEO, 0);
  static final TrackKey MAIN_AUDIO = new TrackKey(TagType.AUDIO, 0);

  static TrackKey of(FlvTag tag) {
    return new TrackKey(tag.type(), tag.track());
  }

  boolean isVideo() {
    return type == TagType.VIDEO;
  }

  /** Pictures first, then by number. */
  @Override
  public int compareTo(TrackKey other) {
    return isVideo() == other.isVideo()
        ? Integer.compare(number, other.number)
        : Boolean.compare(other.isVideo(), isVideo());
  }
}
