package live.vitrine.media.http;

/**
 * What one connection may cost.
 *
 * @param maxRequestLine bytes of method, target and version
 * @param maxHeader bytes of all header fields
 * @param maxBody bytes of a request's body; more is answered 413
 * @param headerSeconds from the first byte, or from the accept, to the end of the header: one
 *     deadline that further bytes do not move
 * @param idleSeconds between two requests on one connection
 */
public record HttpLimits(
    int maxRequestLine, int maxHeader, int maxBody, int headerSeconds, int idleSeconds) {
  /** For ports that strangers reach: no bodies, 4 KiB of target, 16 KiB of header. */
  public static final HttpLimits PLAYBACK = new HttpLimits(4096, 16 * 1024, 0, 10, 75);

  /** For the control API: small JSON bodies. */
  public static final HttpLimits ADMIN = new HttpLimits(4096, 16 * 1024, 64 * 1024, 10, 75);
}
