package live.vitrine.media.hub;

import java.util.List;
import live.vitrine.media.flv.FlvTag;

/**
 * How a viewer's protocol wraps tags. What it adds depends on the tags only, never on the viewer,
 * so the result is built once per run and shared. Stateless; one instance per protocol variant.
 */
public interface Framing {
  /** The protocol's name in counters and in the control API. */
  ViewerProtocol protocol();

  /**
   * What every viewer gets once, before the first tag: a file header and the tags a decoder needs.
   *
   * @param tags metadata and codec configuration, borrowed
   */
  void preamble(boolean hasAudio, boolean hasVideo, List<FlvTag> tags, VectorBuilder out);

  /**
   * Consecutive tags.
   *
   * @param tags at least one, borrowed
   * @param length bytes of all of them
   */
  void run(List<FlvTag> tags, int length, VectorBuilder out);
}
