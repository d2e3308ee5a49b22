package live.vitrine.media.hub;

import java.util.BitSet;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/**
 * Holds a new publisher's frames back until a decoder can start: at the first key frame; or with
 * sound alone when there is no sign of a picture for a second, or no key frame for ten. Pictures
 * wait for a key frame of their track in any case. Confined to the stream's event loop.
 */
final class PublishGate {
  /** So much sound without any picture means that there will be none. */
  static final int AUDIO_ONLY_AFTER_MILLIS = 1_000;

  /** So much sound without a key frame, and viewers get at least that. */
  static final int NO_KEY_FRAME_MILLIS = 10_000;

  private boolean audioOpen;
  private final BitSet openVideoTracks = new BitSet();
  private boolean videoSeen;
  private long firstAudio = -1;

  /** Whether this frame may pass. */
  boolean passes(FlvTag frame) {
    return frame.type() == TagType.VIDEO ? passesVideo(frame) : passesAudio(frame);
  }

  private boolean passesVideo(FlvTag frame) {
    videoSeen = true;
    if (frame.isKeyFrame()) {
      openVideoTracks.set(frame.track());
      audioOpen = true;
    }
    return openVideoTracks.get(frame.track());
  }

  private boolean passesAudio(FlvTag frame) {
    if (firstAudio < 0) {
      firstAudio = frame.timestamp();
    }
    long waited = frame.timestamp() - firstAudio;
    audioOpen |= waited >= (videoSeen ? NO_KEY_FRAME_MILLIS : AUDIO_ONLY_AFTER_MILLIS);
    return audioOpen;
  }

  /** Video configuration announces pictures. */
  void sawVideoConfiguration() {
    videoSeen = true;
  }
}
