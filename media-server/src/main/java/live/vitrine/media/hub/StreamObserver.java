package live.vitrine.media.hub;

import live.vitrine.media.flv.FlvTag;

/**
 * Sees every tag of a stream in order, before viewers do. Called on the stream's event loop; must
 * not block and must not throw.
 */
public interface StreamObserver {
  /**
   * The next tag, configuration and metadata included, also where they say nothing new.
   *
   * @param tag borrowed: retain it to keep it
   */
  void onTag(FlvTag tag);

  /**
   * What follows does not continue what came before: time stamps jumped. Time on the stream's
   * timeline still runs on without a jump.
   */
  void onDiscontinuity();

  /**
   * Another publisher took over: a discontinuity, and no configuration of the one before holds any
   * more. It may have other tracks.
   */
  void onTakeover();

  /** The stream is over; no further call follows. */
  void onEnd();
}
