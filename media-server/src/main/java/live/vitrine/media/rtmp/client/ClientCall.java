package live.vitrine.media.rtmp.client;

/** What a client connects for. */
public record ClientCall(Purpose purpose, RtmpAddress address) {
  /** Which way media goes. */
  public enum Purpose {
    PUBLISH,
    PLAY
  }
}
