package live.vitrine.media.hub;

import java.util.List;
import live.vitrine.media.flv.FlvTag;

/**
 * What comes before the first frame of a viewer who starts at a key frame: metadata and codec
 * configuration as they stood there, at that key frame's time.
 *
 * @param configurationVersion how often configuration had changed by then
 * @param tags owned, released by {@link #release}
 */
record JoinPreamble(
    boolean hasAudio, boolean hasVideo, int configurationVersion, List<FlvTag> tags) {
  void release() {
    tags.forEach(FlvTag::release);
  }
}
