package live.vitrine.media.http;

/** The files that one connection's exchanges hold open. On the event loop. */
final class OpenFiles {
  /** A client of HTTP/2 could otherwise have one open for each of its streams. */
  static final int MOST = 16;

  private int count;

  /** Whether one more may be opened; it counts from now on. */
  boolean tryTake() {
    if (count == MOST) {
      return false;
    }
    count++;
    return true;
  }

  void giveBack() {
    count--;
  }
}
