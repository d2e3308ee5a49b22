package live.vitrine.media.recording.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where workers work: one at a time, what somebody waits for before the rest. Any thread. */
public final class Workbench implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  /** How the folders of single works begin. */
  private static final String OWN = "work-";

  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(2);
  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

  /** What comes first. */
  enum Rank {
    CLIP,
    STILLS
  }

  /** Work in a folder of its own, which is removed afterwards. */
  interface Work {
    void run(Path folder) throws IOException, InterruptedException;

    /** It will not be done by this process, or was broken off. */
    default void dropped() {}
  }

  private record Job(Rank rank, long number, Work work) implements Comparable<Job> {
    @Override
    public int compareTo(Job other) {
      int byRank = rank.compareTo(other.rank);
      return byRank != 0 ? byRank : Long.compare(number, other.number);
    }
  }

  private final Path folder;
  private final WorkerCommand command;
  private final Duration deadline;
  private final PriorityBlockingQueue<Job> jobs = new PriorityBlockingQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder failures = new LongAdder();
  private final Thread thread = Thread.ofVirtual().name("recording-worker").unstarted(this::run);

  /**
   * @param folder for what is not finished; on the file system of the recordings
   * @param deadline what a worker has, beside a share of the duration it works on
   */
  Workbench(Path folder, WorkerCommand command, Duration deadline) {
    this.folder = folder;
    this.command = command;
    this.deadline = deadline;
  }

  /** The workbench of this installation, which waits for work. */
  public static Workbench start(Path folder) {
    Workbench workbench =
        new Workbench(folder, WorkerCommand.installed(folder.resolve("ffmpeg")), DEADLINE);
    workbench.start();
    return workbench;
  }

  void start() {
    thread.start();
  }

  void add(Rank rank, Work work) {
    jobs.add(new Job(rank, numbers.getAndIncrement(), work));
  }

  /** Workers that failed or were ended. */
  public long failures() {
    return failures.sum();
  }

  /** How much work waits. */
  public int waiting() {
    return jobs.size();
  }

  /**
   * Runs a worker; blocks. On the workbench's thread.
   *
   * @param more time beside the deadline
   */
  void work(List<String> arguments, Duration more, BooleanSupplier wanted)
      throws IOException, InterruptedException {
    try {
      WorkerProcess.run(command.with(arguments), deadline.plus(more), wanted);
    } catch (IOException e) {
      if (wanted.getAsBoolean()) {
        failures.increment();
      }
      throw e;
    }
  }

  private void run() {
    removeLeft();
    try {
      while (true) {
        run(jobs.take().work());
      }
    } catch (InterruptedException _) {
      // Told to stop.
    }
    for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
      job.work().dropped();
    }
  }

  private void run(Work work) throws InterruptedException {
    Path own = null;
    try {
      Files.createDirectories(folder);
      own = Files.createTempDirectory(folder, OWN);
      work.run(own);
    } catch (InterruptedException e) {
      work.dropped();
      throw e;
    } catch (IOException | RuntimeException e) {
      work.dropped();
      LOG.warn("a recording's worker cannot work in {}", folder, e);
    } finally {
      if (own != null) {
        remove(own);
      }
    }
  }

  /** What a process that was killed could not remove. */
  private void removeLeft() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, OWN + "*")) {
      left.forEach(Workbench::remove);
    } catch (IOException e) {
      LOG.warn("folder {} cannot be read: {}", folder, e.toString());
    }
  }

  private static void remove(Path own) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(own);
    } catch (IOException e) {
      LOG.warn("folder {} cannot be removed: {}", own, e.toString());
    }
  }

  /** Ends a worker that works; what it made is left aside. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
