package live.vitrine.media.recording.writer;

import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/**
 * Which of a stream's tracks a tag belongs to.
 *
 * @param number 0 for the main picture or sound
 */
record TrackKey(TagType type, int number) {
  static TrackKey of(FlvTag tag) {
    return new TrackKey(tag.type(), tag.track());
  }

  boolean isVideo() {
    return type == TagType.VIDEO;
  }

  boolean isMain() {
    return number == 0;
  }
}
