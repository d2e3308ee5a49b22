package live.vitrine.media.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of what a program says, however much it says. */
final class LastWords {
  private static final int KEPT = 300;
  private static final long END_MILLIS = 1_000;

  private final Thread thread;
  private byte[] kept = new byte[0];

  private LastWords(InputStream in) {
    this.thread = new Thread(() -> read(in), "worker-output");
    thread.setDaemon(true);
  }

  /** Reads a program's output until its end; takes it over. */
  static LastWords of(InputStream in) {
    LastWords words = new LastWords(in);
    words.thread.start();
    return words;
  }

  private void read(InputStream source) {
    byte[] buffer = new byte[4_096];
    try (source) {
      for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException _) {
      // It was ended.
    }
  }

  private synchronized void add(byte[] buffer, int count) {
    byte[] all = Arrays.copyOf(kept, kept.length + count);
    System.arraycopy(buffer, 0, all, kept.length, count);
    kept = Arrays.copyOfRange(all, Math.max(0, all.length - KEPT), all.length);
  }

  /** In one line, without what terminals would act on; call when the program has ended. */
  String text() throws InterruptedException {
    thread.join(END_MILLIS);
    synchronized (this) {
      return new String(kept, StandardCharsets.UTF_8)
          .strip()
          .replaceAll("file:\\S*/", "")
          .replaceAll("\\R", "; ")
          .replaceAll("\\p{Cntrl}", "?");
    }
  }
}
