package live.vitrine.media.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes of files that one connection holds in memory on their way to the client. Its streams share
 * them; who finds none waits in line. On the event loop.
 */
final class CopyBudget {
  /** What one connection may hold, however many streams it has. */
  static final int MAX_BYTES = 128 * 1024;

  private final Deque<Runnable> waiting = new ArrayDeque<>(0);
  private int free = MAX_BYTES;

  int free() {
    return free;
  }

  void take(int bytes) {
    free -= bytes;
  }

  void giveBack(int bytes) {
    free += bytes;
    // Each as often as it waits now: one that waits again has to wait for the next bytes.
    for (int i = waiting.size(); i > 0 && free > 0; i--) {
      waiting.remove().run();
    }
  }

  /** Calls back, once, when there are bytes again. */
  void await(Runnable action) {
    waiting.add(action);
  }

  void forget(Runnable action) {
    waiting.remove(action);
  }
}
