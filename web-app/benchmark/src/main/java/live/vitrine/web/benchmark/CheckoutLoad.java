package live.vitrine.web.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import live.vitrine.media.benchmark.measure.LatencyHistogram;

/** So many buyers at once, each followed by the next; every one buys once and pays. */
final class CheckoutLoad {
  private final Stage.Shop shop;
  private final AtomicInteger buyers = new AtomicInteger();
  private final AtomicInteger paid = new AtomicInteger();

  CheckoutLoad(Stage.Shop shop) {
    this.shop = shop;
  }

  /**
   * What came of a run.
   *
   * @param orders checkouts that were answered with the way to the payment
   * @param latencies of those answers
   * @param failures what went wrong, and how often
   */
  record Result(
      int orders, double seconds, LatencyHistogram latencies, Map<String, Integer> failures) {}

  /** Payments that the stand-in has taken so far, in all runs. */
  int paid() {
    return paid.get();
  }

  /** Buys for {@code seconds}; {@code variants} says what each buyer wants. */
  Result run(int atOnce, int seconds, IntSupplier variants) throws InterruptedException {
    LatencyHistogram latencies = new LatencyHistogram();
    Map<String, Integer> failures = new TreeMap<>();
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < atOnce; i++) {
        crowd.execute(() -> {
          while (System.nanoTime() < end) {
            buy(client, variants.getAsInt(), latencies, failures);
          }
        });
      }
    }
    double elapsed = (System.nanoTime() - begin) / 1e9;
    return new Result((int) latencies.count(), elapsed, latencies, failures);
  }

  private void buy(
      HttpClient client, int variant, LatencyHistogram latencies, Map<String, Integer> failures) {
    Buyer buyer = new Buyer(client, shop, 1 + buyers.getAndIncrement() % SeededShop.BUYERS);
    try {
      Buyer.Ordered ordered = buyer.order(variant);
      synchronized (latencies) {
        latencies.record(ordered.nanos());
      }
      buyer.pay(ordered);
      paid.incrementAndGet();
    } catch (IOException e) {
      synchronized (failures) {
        failures.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
