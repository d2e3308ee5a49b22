package live.vitrine.media.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A publisher of pictures that carry numbers, 50 a second and a key frame every 25, so that a
 * viewer can tell whether one is missing.
 */
public final class NumberedStream implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 20;
  private static final int KEY_FRAME_EVERY = 25;
  private static final byte[] CONFIGURATION = HexBytes.bytes("17 00000000 014d401f ffe10000");

  private final RtmpSocket socket;
  private final int padding;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean hungUp;
  private volatile int sent;

  private NumberedStream(RtmpSocket socket, int first, int padding) {
    this.socket = socket;
    this.padding = padding;
    this.sent = first;
    this.thread = Thread.ofPlatform().name("numbered-stream").start(this::run);
  }

  /** Publishes small pictures, numbered from 0. */
  public static NumberedStream publish(int port, String name) {
    return publish(port, name, 0, 500);
  }

  /** Publishes pictures of so many bytes, numbered from {@code first}. */
  public static NumberedStream publish(int port, String name, int first, int padding) {
    return new NumberedStream(RtmpSocket.publisher(port, name), first, padding);
  }

  /** The same by a client that understands a request to reconnect. */
  public static NumberedStream publishReconnecting(int port, String name, int first) {
    return new NumberedStream(RtmpSocket.publisher(port, name, true), first, 500);
  }

  private void run() {
    long begin = System.nanoTime();
    int first = sent;
    socket.trySend(socket.peer().video(0, CONFIGURATION));
    for (int number = first; !stopped.get() && !hungUp; number++) {
      long time = (long) (number - first) * INTERVAL_MILLIS;
      LockSupport.parkNanos(begin + time * 1_000_000 - System.nanoTime());
      try {
        socket.send(socket.peer().video(time, picture(number, padding)));
      } catch (java.io.UncheckedIOException _) {
        hungUp = true;
      }
      sent = number + 1;
    }
  }

  private static byte[] picture(int number, int padding) {
    byte[] payload = new byte[9 + padding];
    payload[0] = (byte) (number % KEY_FRAME_EVERY == 0 ? 0x17 : 0x27);
    payload[1] = 1;
    for (int i = 0; i < 4; i++) {
      payload[5 + i] = (byte) (number >>> (24 - 8 * i));
    }
    return payload;
  }

  /** The numbers of the pictures among some tags. */
  public static List<Integer> numbers(List<FlvChecker.Tag> tags) {
    List<Integer> numbers = new ArrayList<>();
    for (FlvChecker.Tag tag : tags) {
      if (tag.type() == 9 && !tag.isConfiguration()) {
        byte[] bytes = tag.payload();
        int number = 0;
        for (int i = 5; i < 9; i++) {
          number = (number << 8) | (bytes[i] & 0xFF);
        }
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** Pictures sent so far, and the number of the next. */
  public int sent() {
    return sent;
  }

  public boolean isHungUpOn() {
    return hungUp;
  }

  public RtmpSocket socket() {
    return socket;
  }

  /** Goes on until the server hangs up, as an encoder does that does not know of the other one. */
  public void abandon() {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }

  /** Stops now, without waiting for the end of the test. */
  public void end() {
    close();
  }

  @Override
  public void close() {
    stopped.set(true);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }
}
