package live.vitrine.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecentTest {
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void readsOnceForAllWhoAskAtOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Recent<String, Integer> recent =
        new Recent<>(
            Duration.ofMinutes(1),
            10,
            _ -> {
              await(gate);
              return readings.incrementAndGet();
            });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          IntStream.range(0, 50).mapToObj(_ -> threads.submit(() -> recent.get("home"))).toList();
      gate.countDown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void throwsWhatReadingThrowsAndReadsAgain() {
    Recent<String, Integer> recent =
        new Recent<>(
            Duration.ofMinutes(1),
            10,
            _ -> {
              if (readings.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return readings.get();
            });

    assertThatThrownBy(() -> recent.get("home"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("away");
    assertThat(recent.get("home")).isEqualTo(2);
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
