package live.vitrine.media.hls.cmaf;

/**
 * Which track of a rendition with both tells where parts and segments end: the pictures; the sound
 * while pictures stay away, as when a phone shows something else and its camera stops. Without that
 * the sound would be gathered for a part that never ends. Runs on the stream's event loop.
 */
final class LeadingTrack {
  /** Pictures that are missing for so long, microseconds, have stopped. */
  static final long STOPPED_AFTER = 4_000_000;

  /** Where nothing is begun a key frame is waited for, as long as a first segment may last. */
  static final long BEGINS_AFTER = 16_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private boolean sound;

  /** When the last picture was, or the first sound that waits for one. */
  private long since = NONE;

  /** Whether the sound leads. */
  boolean isSound() {
    return sound;
  }

  /**
   * Whether the track that does not lead is to do so from this frame on.
   *
   * @param micros when it is decoded
   * @param sync whether a decoder can start with it
   * @param open whether a segment is begun
   */
  boolean changes(boolean video, long micros, boolean sync, boolean open) {
    if (sound) {
      return video && sync;
    }
    if (since == NONE || (video && (open || sync))) {
      since = micros;
    }
    return !video && micros - since >= (open ? STOPPED_AFTER : BEGINS_AFTER);
  }

  /** Pictures lead from now on, or are waited for; or else the sound does. */
  void follow(boolean pictures) {
    sound = !pictures;
    since = NONE;
  }
}
