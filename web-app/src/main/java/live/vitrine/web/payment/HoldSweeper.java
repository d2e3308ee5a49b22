package live.vitrine.web.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import live.vitrine.web.database.Database;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderFlag;
import live.vitrine.web.order.OrderOccurrence;
import live.vitrine.web.order.OrderRepository;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends holds in time: closes the page at Stripe, then puts the pieces back. Several web-apps share
 * the work: each claims orders for a while.
 */
public final class HoldSweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HoldSweeper.class);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Duration CLAIM = Duration.ofSeconds(40);
  // Where Stripe is away so long, the pieces are sold to others; late money goes back by itself.
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // Banks decide about delayed payments within that.
  private static final Duration BANK = Duration.ofDays(14);
  private static final int AT_ONCE = 20;

  private final Database database;
  private final Payments payments;
  private final Duration hold;
  private final Clock clock;
  private final Repeating timer;

  HoldSweeper(Database database, Payments payments, Duration hold, Clock clock) {
    this.database = database;
    this.payments = payments;
    this.hold = hold;
    this.clock = clock;
    this.timer = new Repeating("holds", INTERVAL, this::sweep);
  }

  void start() {
    timer.start();
  }

  /** Ends the holds whose time has come. Blocks. */
  public void sweep() {
    List<Order> due = database.transaction(this::claim);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(order -> threads.execute(() -> endSafely(order)));
    }
  }

  private List<Order> claim(Handle handle) {
    Instant now = clock.instant();
    List<Order> due =
        handle
            .select(
                OrderRepository.SELECT
                    + """
                     WHERE o.status = 'pending' AND o.hold_until <= ?
                    ORDER BY o.hold_until LIMIT ? FOR UPDATE SKIP LOCKED
                    """,
                now,
                AT_ONCE)
            .map((row, _) -> OrderRepository.order(row))
            .list();
    due.forEach(order ->
        handle.execute(
            "UPDATE shop_order SET hold_until = ? WHERE id = ?", now.plus(CLAIM), order.id()));
    return due;
  }

  private void endSafely(Order order) {
    try {
      end(order);
    } catch (RuntimeException e) {
      LOG.warn("The hold of order {} could not be ended: it is tried again", order.code(), e);
    }
  }

  private void end(Order order) {
    Instant now = clock.instant();
    boolean release =
        switch (payments.close(order.id())) {
          case CLOSED -> true;
          case UNREACHABLE -> now.isAfter(order.createdAt().plus(hold).plus(PATIENCE));
          case COMPLETE -> isPaidWrongly(order.id()) || now.isAfter(order.createdAt().plus(BANK));
        };
    if (release) {
      payments.end(order.id(), new OrderOccurrence.HoldEnded());
    }
  }

  private boolean isPaidWrongly(long orderId) {
    return database
        .read(handle -> OrderRepository.find(handle, orderId))
        .flatMap(Order::flag)
        .map(flag -> flag == OrderFlag.AMOUNT_DIFFERS)
        .orElse(false);
  }

  @Override
  public void close() {
    timer.close();
  }
}
