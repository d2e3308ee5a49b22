package live.vitrine.media.hub;

import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/**
 * Holds a new publisher's frames back until a decoder can start: at the first key frame, or, when
 * there is sound but no sign of a picture for a second, with sound alone. Confined to the stream's
 * event loop.
 */
final class PublishGate {
  /** So much sound without any picture means that there will be none. */
  static final int AUDIO_ONLY_AFTER_MILLIS = 1_000;

  private boolean open;
  private boolean videoSeen;
  private long firstAudio = -1;

  /** Whether this frame, and with it all later ones, may pass. */
  boolean passes(FlvTag frame) {
    if (open) {
      return true;
    }
    if (frame.type() == TagType.VIDEO) {
      videoSeen = true;
      open = frame.isKeyFrame();
    } else if (firstAudio < 0) {
      firstAudio = frame.timestamp();
    } else {
      open = !videoSeen && frame.timestamp() - firstAudio >= AUDIO_ONLY_AFTER_MILLIS;
    }
    return open;
  }

  /** Video configuration announces pictures. */
  void sawVideoConfiguration() {
    videoSeen = true;
  }
}
