package live.vitrine.media.benchmark.floor;

/** One connection: where it stands in its stream's ring. */
final class FloorViewer {
  final int socket;
  final int index;
  final FloorStream stream;

  /** Negative until the request's blank line was seen. */
  long position = -1;

  /** Whether the kernel took less than there was, so that epoll says when to go on. */
  boolean waiting;

  FloorViewer(int socket, int index, FloorStream stream) {
    this.socket = socket;
    this.index = index;
    this.stream = stream;
  }

  boolean isWatching() {
    return position >= 0;
  }
}
