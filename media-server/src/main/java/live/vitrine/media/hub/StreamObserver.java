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
   * Another publisher took over, or the one that was lost is back: a discontinuity, and no
   * configuration of the one before holds any more. It may have other tracks.
   */
  void onTakeover();

  /**
   * The publisher is gone and may come back: nothing comes until {@link #onTakeover} or {@link
   * #onEnd}.
   */
  default void onReconnecting() {}

  /**
   * Something happens in the show. Its script tag comes by {@link #onTag} as well. An event with an
   * id that is known already replaces that one.
   */
  default void onEvent(TimedEvent event) {}

  /** The stream is over; no further call follows. */
  void onEnd();
}
