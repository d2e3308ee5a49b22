package live.vitrine.media.rtmp.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.message.RtmpMessage;

/**
 * What a publisher sends before it is told whether it may publish: some begin without waiting, and
 * their codec configuration comes only once. Confined to the connection's event loop.
 */
final class HeldMessages {
  /** Enough for metadata and configurations; nobody is known well enough to hold more for. */
  static final int MOST_BYTES = 64 * 1024;

  /** What a message costs beside its payload. */
  private static final int MESSAGE_BYTES = 256;

  private final Queue<RtmpMessage> messages = new ArrayDeque<>();
  private int bytes;

  /**
   * Keeps a message for later. Takes ownership.
   *
   * @return whether there is room for more; if not, stop to read
   */
  boolean take(RtmpMessage message) {
    messages.add(message);
    bytes += MESSAGE_BYTES;
    if (message instanceof MediaMessage media) {
      bytes += media.payload().readableBytes();
    }
    return bytes < MOST_BYTES;
  }

  /** Hands on everything in the order in which it came, and ownership with it. */
  void drainTo(Consumer<RtmpMessage> next) {
    for (RtmpMessage message = messages.poll(); message != null; message = messages.poll()) {
      next.accept(message);
    }
    bytes = 0;
  }

  void release() {
    drainTo(RtmpMessage::release);
  }
}
