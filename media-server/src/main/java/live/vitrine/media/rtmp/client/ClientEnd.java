package live.vitrine.media.rtmp.client;

/**
 * How a connection to another server ended.
 *
 * @param text for operators: one line, without secrets
 */
public record ClientEnd(Kind kind, String text) {
  /** What that means for trying again. */
  public enum Kind {
    /** This side wanted it. */
    STOPPED,
    /** The stream is over, the other server says. */
    OVER,
    /** The other server does not want this: trying again soon will not help. */
    REFUSED,
    /** Anything else: not reached, lost, too slow, not understood. */
    FAILED
  }

  private static final int MAX_LENGTH = 200;

  public static ClientEnd failed(String text) {
    return new ClientEnd(Kind.FAILED, printable(text));
  }

  public static ClientEnd refused(String text) {
    return new ClientEnd(Kind.REFUSED, printable(text));
  }

  public static ClientEnd over(String text) {
    return new ClientEnd(Kind.OVER, printable(text));
  }

  public static ClientEnd stopped() {
    return new ClientEnd(Kind.STOPPED, "stopped");
  }

  /** What another program said, bounded and fit for logs. */
  private static String printable(String text) {
    String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    return shown.replaceAll("[\\p{Cntrl}]", "?");
  }
}
