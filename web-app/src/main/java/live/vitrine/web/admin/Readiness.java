package live.vitrine.web.admin;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import live.vitrine.web.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process can serve: the database answers within a second. However many ask, one query
 * is on its way at a time.
 */
final class Readiness implements AutoCloseable {
  private static final int MOST_MILLIS = 1_000;

  private final Database database;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Future<Integer> query;

  Readiness(Database database) {
    this.database = database;
  }

  boolean isReady() throws InterruptedException {
    try {
      return current().get(MOST_MILLIS, TimeUnit.MILLISECONDS) == 1;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    }
  }

  private Future<Integer> current() {
    lock.lock();
    try {
      Future<Integer> running = query;
      if (running == null || running.isDone()) {
        running =
            threads.submit(() ->
                database.read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one()));
        query = running;
      }
      return running;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
