package live.vitrine.media.hls.cmaf;

import java.util.List;
import live.vitrine.media.codec.CodecConfiguration;

/**
 * What a multivariant playlist says of a rendition.
 *
 * @param configurations of its tracks, pictures first
 * @param peak bits a second of the densest segment so far
 * @param average bits a second of all segments so far
 * @param framesPerSecond of the pictures
 */
record RenditionFigures(
    List<CodecConfiguration> configurations, long peak, long average, double framesPerSecond) {
  static final RenditionFigures NONE = new RenditionFigures(List.of(), 0, 0, 0);
}
