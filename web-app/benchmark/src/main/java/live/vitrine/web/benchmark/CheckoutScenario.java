package live.vitrine.web.benchmark;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.web.database.Database;

/**
 * Checkouts a second: buyers put a thing into the cart, look at the checkout, order and pay, as
 * fast as the shop lets them. First each buys something else, then all the same. Afterwards the
 * books must balance.
 */
final class CheckoutScenario {
  private static final int WARMUP_SECONDS = 25;
  private static final int SETTLE_SECONDS = 15;
  private static final int EVERYBODYS = 7;

  private final Stage stage;
  private final int seconds;

  CheckoutScenario(Stage stage, int seconds) {
    this.stage = stage;
    this.seconds = seconds;
  }

  Table run(List<Integer> crowds) throws InterruptedException {
    Table table = new Table("Checkouts");
    Stage.Shop shop = stage.shop();
    CheckoutLoad load = new CheckoutLoad(shop);
    IntSupplier anything =
        () ->
            ThreadLocalRandom.current()
                .nextInt(1, 1 + SeededShop.PRODUCTS * SeededShop.VARIANTS_EACH);
    Stage.progress("buying, to warm up");
    var _ = load.run(16, WARMUP_SECONDS, anything);
    for (int crowd : crowds) {
      Stage.progress("buying, " + crowd + " at once");
      row(table, "anything", crowd, load, anything);
    }
    Stage.progress("buying the same");
    row(table, "the same", crowds.getFirst(), load, () -> EVERYBODYS);
    table.note(balance(shop.database(), load.paid()));
    return table;
  }

  private void row(Table table, String what, int crowd, CheckoutLoad load, IntSupplier variants)
      throws InterruptedException {
    long app = stage.shop().app().pid();
    double before = ProcessFigures.cpuSeconds(app);
    int paidBefore = load.paid();
    CheckoutLoad.Result result = load.run(crowd, seconds, variants);
    double used = ProcessFigures.cpuSeconds(app) - before;
    table
        .row()
        .with("what", what)
        .with("buyers at once", crowd)
        .with("checkouts/s", result.orders() / result.seconds())
        .with("p50 ms", result.latencies().millisAt(0.5))
        .with("p99 ms", result.latencies().millisAt(0.99))
        .with("max ms", result.latencies().maxMillis())
        .with("paid/s", (load.paid() - paidBefore) / result.seconds())
        .with("CPU s/1000", used * 1_000 / Math.max(1, result.orders()))
        .with("app's core %", used / result.seconds() * 100)
        .with("errors", result.failures().values().stream().mapToInt(Integer::intValue).sum());
    result.failures().forEach((failure, count) -> table.note(count + " × " + failure));
  }

  /** Waits for the last webhooks, then compares what was sold with what is left. */
  private static String balance(Database database, int payments) throws InterruptedException {
    long end = System.nanoTime() + SETTLE_SECONDS * 1_000_000_000L;
    long paid = paidOrders(database);
    while (paid < payments && System.nanoTime() < end) {
      Thread.sleep(100);
      paid = paidOrders(database);
    }
    long wrong =
        count(
            database,
            """
            SELECT COUNT(*) FROM variant v LEFT JOIN (
              SELECT l.variant_id, SUM(l.quantity) AS pieces
              FROM order_line l JOIN shop_order o ON o.id = l.order_id
              WHERE o.holds_stock GROUP BY l.variant_id) held ON held.variant_id = v.id
            WHERE v.stock + COALESCE(held.pieces, 0) <> %d
            """
                .formatted(SeededShop.STOCK));
    String verdict =
        wrong == 0 && paid == payments ? "The books balance: " : "THE BOOKS DO NOT BALANCE: ";
    return verdict
        + "%d payments taken, %d orders paid; stock and held pieces differ for %d variants."
            .formatted(payments, paid, wrong);
  }

  private static long paidOrders(Database database) {
    return count(database, "SELECT COUNT(*) FROM shop_order WHERE status = 'paid'");
  }

  private static long count(Database database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
