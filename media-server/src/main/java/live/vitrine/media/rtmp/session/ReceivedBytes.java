package live.vitrine.media.rtmp.session;

/** Counts received bytes for acknowledgements (sections 5.4.3 and 5.4.4). */
final class ReceivedBytes {
  private long total;
  private long acknowledged;
  private long window;

  /**
   * A connection of which nothing has been received.
   *
   * @param window bytes after which the peer wants to hear, until it says otherwise
   */
  ReceivedBytes(long window) {
    this.window = window;
  }

  void add(int bytes) {
    total += bytes;
  }

  void window(long bytes) {
    window = bytes;
  }

  boolean isAcknowledgementDue() {
    return total - acknowledged >= window && total > acknowledged;
  }

  /** The number to send: bytes received so far, wrapping at 32 bits. */
  long acknowledge() {
    acknowledged = total;
    return total & 0xFFFFFFFFL;
  }
}
