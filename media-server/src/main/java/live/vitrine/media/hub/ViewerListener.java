package live.vitrine.media.hub;

/** What a viewer's protocol has to do at the end. Called on the viewer's event loop. */
public interface ViewerListener {
  /** The stream is over and its last tag has been handed to the channel: end the response. */
  void onStreamEnd();

  /**
   * The hub is about to close the connection without a proper end.
   *
   * @param reason why, for the log
   */
  void onCutOff(CutOff reason);

  /**
   * Tells a client that understands it to go on elsewhere; it is served until it leaves.
   *
   * @param url the server to connect to, {@code rtmp://…/live}
   */
  default void onAskToReconnect(String url) {}

  /** Why a viewer is cut off. */
  enum CutOff {
    /** Took nothing for too long, {@link Viewer#STALL_SECONDS} seconds unless set otherwise. */
    STALLED,
    /** Closed by an operator. */
    KICKED
  }
}
