package live.vitrine.web.media;

/**
 * The media-server's process.
 *
 * @param state {@code ready}, {@code starting}, {@code draining} or {@code stopping}
 */
public record ServerStatus(String version, String state, long uptimeSeconds) {
  public boolean isReady() {
    return state.equals("ready");
  }
}
