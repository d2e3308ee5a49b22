package live.vitrine.media.hub;

/** The connection behind a publication, as far as the hub needs to know it. Any thread. */
public interface PublisherConnection {
  /** Where it comes from, for display: address and port. */
  String remoteAddress();

  /** What it calls itself, for display: an encoder's name, or empty. */
  String agent();

  /** Ends the publication with a status to the client and closes the connection. */
  void close(CloseReason reason);

  /**
   * Tells a client that understands it to go on elsewhere; it is served until it leaves.
   *
   * @param url the server to connect to, {@code rtmp://…/live}
   */
  default void askToReconnect(String url) {}

  /** Why the hub closes a publisher. */
  enum CloseReason {
    /** Another publisher with a valid key took the stream over. */
    REPLACED,
    /** Closed by an operator. */
    KICKED,
    /** The server is stopping. */
    SHUTDOWN,
    /** The server is draining and its time is over. */
    DRAINED
  }
}
