package live.vitrine.media.hub;

/** Where a stream stands. */
public enum StreamState {
  /** A publisher feeds it. */
  LIVE("live"),
  /** Its publisher is gone and may come back: viewers wait. */
  RECONNECTING("reconnecting"),
  /** Over for good. */
  ENDED("ended");

  private final String label;

  StreamState(String label) {
    this.label = label;
  }

  /** The word for it in the control API, webhooks and metrics. */
  public String label() {
    return label;
  }
}
