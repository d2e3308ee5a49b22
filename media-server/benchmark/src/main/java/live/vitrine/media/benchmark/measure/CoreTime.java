package live.vitrine.media.benchmark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import live.vitrine.media.benchmark.linux.Posix;

/** How busy the machine was, whoever it was that kept it busy: {@code /proc/stat}. Thread-safe. */
public final class CoreTime {
  private static final int IDLE = 4;
  private static final int WAITING_FOR_DISK = 5;
  private static final int LAST_COUNTED = 8;

  private CoreTime() {}

  /** Seconds that all cores together spent working so far. */
  public static double busySeconds() {
    try {
      String[] fields = Files.readString(Path.of("/proc/stat")).split("\\s+", LAST_COUNTED + 2);
      long ticks = 0;
      for (int i = 1; i <= LAST_COUNTED; i++) {
        if (i != IDLE && i != WAITING_FOR_DISK) {
          ticks += Long.parseLong(fields[i]);
        }
      }
      return ticks / (double) Posix.clockTicksPerSecond();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
