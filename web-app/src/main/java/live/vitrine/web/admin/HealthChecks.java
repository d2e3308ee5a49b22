package live.vitrine.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import live.vitrine.web.text.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs all checks at once, and answers after at most {@value #MOST_MILLIS} ms. */
public final class HealthChecks implements AutoCloseable {
  static final int MOST_MILLIS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

  /** What a check found. */
  public record Result(String name, Health health) {}

  private final List<HealthCheck> checks;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HealthChecks(List<HealthCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** What each found, in the order in which they were given. */
  List<Result> run() throws InterruptedException {
    List<Future<Health>> answers =
        threads.invokeAll(
            checks.stream().<java.util.concurrent.Callable<Health>>map(c -> c::run).toList(),
            MOST_MILLIS,
            TimeUnit.MILLISECONDS);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String name = checks.get(i).name();
      results.add(new Result(name, health(name, answers.get(i))));
    }
    return List.copyOf(results);
  }

  private static Health health(String name, Future<Health> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (CancellationException _) {
      return failing("admin.health.slow");
    } catch (ExecutionException e) {
      LOG.warn("the check of {} failed", name, e.getCause());
      return failing("admin.health.threw");
    }
  }

  private static Health failing(String problem) {
    return new Health.Failing(
        Message.of(problem, MOST_MILLIS / 1_000), Message.of("admin.health.see-log"));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
