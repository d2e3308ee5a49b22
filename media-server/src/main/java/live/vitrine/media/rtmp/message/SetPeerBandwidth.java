package live.vitrine.media.rtmp.message;

/**
 * Asks the peer to limit what it has under way (type 6, RTMP section 5.4.5).
 *
 * @param bytes unsigned 32 bits
 * @param limit how to take it
 */
public record SetPeerBandwidth(long bytes, Limit limit) implements RtmpMessage {
  /** Limit types. */
  public enum Limit {
    /** Use the new window. */
    HARD(0),
    /** Use the smaller of the new and the present window. */
    SOFT(1),
    /** As hard if the last one was hard, else ignore. */
    DYNAMIC(2);

    private final int id;

    Limit(int id) {
      this.id = id;
    }

    /** The number on the wire. */
    int id() {
      return id;
    }
  }
}
