package live.vitrine.media.benchmark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import live.vitrine.media.benchmark.linux.Posix;

/** CPU and memory of a process and its descendants, from {@code /proc}. Thread-safe. */
public final class ProcessFigures {
  private static final int USER_TICKS_FIELD = 11;
  private static final int SYSTEM_TICKS_FIELD = 12;

  private ProcessFigures() {}

  /** User and system seconds used so far; processes that are gone count no more. */
  public static double cpuSeconds(long pid) {
    return family(pid).mapToLong(ProcessFigures::ticks).sum()
        / (double) Posix.clockTicksPerSecond();
  }

  /** Resident memory in KiB (VmRSS: without kernel socket buffers). */
  public static long residentKib(long pid) {
    return family(pid).mapToLong(ProcessFigures::resident).sum();
  }

  /** Resident memory in KiB of the process itself, without those it started. */
  public static long ownResidentKib(long pid) {
    return resident(pid);
  }

  /** Threads of the process itself. */
  public static long threads(long pid) {
    return figure(pid, "Threads:");
  }

  /** Open file descriptors of the process itself. */
  public static long descriptors(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.count();
    }
  }

  private static Stream<Long> family(long pid) {
    Stream<Long> descendants =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), descendants);
  }

  private static long ticks(long pid) {
    String stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The name in parentheses may hold spaces; the fields that count come behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[USER_TICKS_FIELD]) + Long.parseLong(fields[SYSTEM_TICKS_FIELD]);
  }

  private static long resident(long pid) {
    return figure(pid, "VmRSS:");
  }

  private static long figure(long pid, String name) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException gone) {
      // A process that ends while it is read answers ESRCH.
      if (ProcessHandle.of(pid).isEmpty()) {
        return "";
      }
      throw new UncheckedIOException(gone);
    }
  }
}
