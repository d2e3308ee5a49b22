package live.vitrine.web.media;

/**
 * The secret by which a host may publish.
 *
 * @param minimumGeneration keys of generations below are refused; it never goes down
 * @param text what is pasted into OBS
 */
public record StreamKey(String streamId, int minimumGeneration, String text) {
  /** Without the secret, so that it cannot get into a log. */
  @Override
  public String toString() {
    return "StreamKey[" + streamId + "." + minimumGeneration + ".…]";
  }
}
