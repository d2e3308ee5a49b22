package live.vitrine.media.hub;

/** The ways to watch, as counted and shown. */
public enum ViewerProtocol {
  HTTP_FLV("http-flv"),
  WS_FLV("ws-flv"),
  RTMP("rtmp"),
  HLS("hls"),
  /** Another server that the stream is pushed to: no audience. */
  PUSH("push");

  private final String label;

  ViewerProtocol(String label) {
    this.label = label;
  }

  /** Whether there are people behind it. */
  public boolean isAudience() {
    return this != PUSH;
  }

  /** The name in metrics and in the control API. */
  public String label() {
    return label;
  }
}
