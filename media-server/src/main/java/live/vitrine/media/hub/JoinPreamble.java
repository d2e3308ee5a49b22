package live.vitrine.media.hub;

import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.flv.FlvTag;

/**
 * What comes before the first frame of a viewer who starts at a key frame: metadata and codec
 * configuration as they stood there, at that key frame's time.
 *
 * @param configurationVersion how often configuration had changed by then
 * @param parts owned, released by {@link #release}
 */
record JoinPreamble(
    boolean hasAudio, boolean hasVideo, int configurationVersion, List<Part> parts) {
  /**
   * One tag, and how often configuration had changed when this one was new.
   *
   * @param tag owned by the preamble
   */
  record Part(FlvTag tag, int version) {}

  /** All of them, borrowed. */
  List<FlvTag> tags() {
    return parts.stream().map(Part::tag).toList();
  }

  /** Those that a viewer who knows everything up to {@code version} does not know; borrowed. */
  List<FlvTag> tagsNewerThan(int version) {
    Stream<Part> newer = parts.stream().filter(part -> part.version > version);
    return newer.map(Part::tag).toList();
  }

  void release() {
    parts.forEach(part -> part.tag.release());
  }
}
