package live.vitrine.media.rtmp.session;

/**
 * Somebody wants to publish.
 *
 * @param presented the name it gave: a stream key or a stream ID, of any length and content; secret
 * @param remoteAddress where it comes from, for display: address and port
 * @param agent what it calls itself, printable; empty where it says nothing
 * @param secure whether it came over TLS
 * @param serverUrl what it connected to, as {@code rtmp://live.example:1935/live}; empty where it
 *     does not say
 */
public record PublishRequest(
    String presented, String remoteAddress, String agent, boolean secure, String serverUrl) {
  /** Without what was presented. */
  @Override
  public String toString() {
    return "PublishRequest[%s, %s, secure %s, %s]"
        .formatted(remoteAddress, agent, secure, serverUrl);
  }
}
