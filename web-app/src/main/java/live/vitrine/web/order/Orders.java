package live.vitrine.web.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Makes orders and moves them on, always together with their stock: every method belongs to the
 * caller's transaction.
 */
public final class Orders {
  /** So long banks may take to decide about a delayed payment. */
  static final Duration BANK = Duration.ofDays(14);

  private static final int DETAIL_LENGTH = 500;

  private final Duration hold;
  private final Clock clock;

  /**
   * Makes it.
   *
   * @param hold how long pieces are held for somebody who pays
   */
  public Orders(Duration hold, Clock clock) {
    this.hold = hold;
    this.clock = clock;
  }

  /**
   * Makes an order and takes its pieces off the stock. The order's row is there before the pieces
   * are taken, so that the rows that others wait for are held as shortly as possible.
   *
   * @throws OutOfStockException roll back
   */
  public Order place(Handle handle, NewOrder order) {
    Instant now = clock.instant();
    String code = OrderCode.random();
    long id = insert(handle, order, code, now);
    StockRepository.take(handle, order.lines(), now);
    insertLines(handle, id, order.lines());
    note(handle, id, "placed", "");
    return OrderRepository.find(handle, id).orElseThrow();
  }

  private long insert(Handle handle, NewOrder order, String code, Instant now) {
    Totals totals = order.totals();
    Address address = order.address();
    handle
        .createUpdate(
            """
            INSERT INTO shop_order
              (code, checkout_token, shop_id, account_id, status, holds_stock, hold_until,
               stripe_account, application_fee, currency, subtotal, shipping, tax,
               tax_basis_points, tax_included, total, email,
               recipient, street, street_more, postal_code, city, region, country, language,
               created_at)
            VALUES (:code, :token, :shop, :account, 'pending', TRUE, :holdUntil,
               :stripeAccount, :fee, :currency, :subtotal, :shipping, :tax,
               :taxRate, :taxIncluded, :total, :email,
               :recipient, :street, :streetMore, :postalCode, :city, :region, :country, :language,
               :now)
            """)
        .bind("code", code)
        .bind("token", order.token())
        .bind("shop", order.shopId())
        .bind("account", order.accountId())
        .bind("holdUntil", now.plus(hold))
        .bind("stripeAccount", order.connectedAccount().map(ConnectedAccount::id).orElse(null))
        .bind("fee", order.connectedAccount().map(account -> account.fee().minor()).orElse(0L))
        .bind("currency", totals.total().currency().getCurrencyCode())
        .bind("subtotal", totals.subtotal().minor())
        .bind("shipping", totals.shipping().minor())
        .bind("tax", totals.tax().minor())
        .bind("taxRate", totals.taxBasisPoints())
        .bind("taxIncluded", totals.taxIncluded())
        .bind("total", totals.total().minor())
        .bind("email", order.email())
        .bind("recipient", address.recipient())
        .bind("street", address.street())
        .bind("streetMore", address.streetMore())
        .bind("postalCode", address.postalCode())
        .bind("city", address.city())
        .bind("region", address.region())
        .bind("country", address.country())
        .bind("language", order.language())
        .bind("now", now)
        .execute();
    return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
  }

  private static void insertLines(Handle handle, long orderId, List<NewOrder.Line> lines) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO order_line
              (order_id, variant_id, flash_price_id, name, variant_name, sku, picture_id,
               unit_price, quantity)
            VALUES (:order, :variant, :flash, :name, :variantName, :sku, :picture, :price,
               :quantity)
            """);
    for (NewOrder.Line line : lines) {
      batch
          .bind("order", orderId)
          .bind("variant", line.variantId())
          .bind("flash", line.flashPriceId().orElse(null))
          .bind("name", line.name())
          .bind("variantName", line.variantName())
          .bind("sku", line.sku())
          .bind("picture", line.pictureId().orElse(null))
          .bind("price", line.unitPrice().minor())
          .bind("quantity", line.quantity())
          .add();
    }
    batch.execute();
  }

  /**
   * Moves an order on: its row, its stock, its history. Refunds and mail among the effects are left
   * to the caller.
   *
   * @param order read by {@link OrderRepository#lock} in this transaction
   */
  public OrderTransition apply(Handle handle, Order order, OrderOccurrence occurrence) {
    OrderTransition transition =
        OrderTransition.of(
            new OrderTransition.State(
                order.status(), order.total(), OrderRepository.knownPayments(handle, order.id())),
            occurrence);
    if (!transition.isChange()) {
      return transition;
    }
    if (transition.status() != order.status()) {
      setStatus(handle, order.id(), transition.status());
    }
    String detail = "";
    for (OrderEffect effect : transition.effects()) {
      switch (effect) {
        case OrderEffect.PutPiecesBack _ -> putPiecesBack(handle, order);
        case OrderEffect.TakePayment(String payment) ->
            handle.execute(
                "UPDATE shop_order SET payment_intent = ? WHERE id = ?", payment, order.id());
        case OrderEffect.AwaitBank _ ->
            handle.execute(
                "UPDATE shop_order SET hold_until = ? WHERE id = ?",
                order.createdAt().plus(BANK),
                order.id());
        case OrderEffect.RaiseFlag(OrderFlag flag, String why) -> {
          raiseFlag(handle, order.id(), flag, why);
          detail = why;
        }
        case OrderEffect.SendReceipt _, OrderEffect.GiveBack _ -> {}
      }
    }
    note(handle, order.id(), transition.event(), detail);
    return transition;
  }

  private void setStatus(Handle handle, long orderId, OrderStatus status) {
    String column =
        switch (status) {
          case PAID -> "paid_at";
          case EXPIRED, CANCELLED -> "ended_at";
          case PENDING -> throw new IllegalArgumentException("no order becomes pending again");
        };
    handle.execute(
        "UPDATE shop_order SET status = ?, " + column + " = ? WHERE id = ?",
        status.stored(),
        clock.instant(),
        orderId);
  }

  private static void putPiecesBack(Handle handle, Order order) {
    // The flag makes sure of "once", whatever the status says.
    int held =
        handle.execute(
            "UPDATE shop_order SET holds_stock = FALSE WHERE id = ? AND holds_stock", order.id());
    if (held == 1) {
      StockRepository.putBack(handle, OrderRepository.lines(handle, order));
    }
  }

  /** Puts pieces of a paid order back on the shelf, as many of a line as it still has. */
  public void restock(Handle handle, Order order, Map<Long, Integer> piecesByLine) {
    List<OrderLine> lines =
        OrderRepository.lines(handle, order).stream()
            .filter(line -> piecesByLine.getOrDefault(line.id(), 0) > 0)
            .sorted(Comparator.comparingLong(OrderLine::variantId))
            .toList();
    TreeMap<Long, Integer> variants = new TreeMap<>();
    for (OrderLine line : lines) {
      int wanted = piecesByLine.getOrDefault(line.id(), 0);
      int pieces = Math.min(wanted, line.quantity() - line.restocked());
      handle.execute(
          "UPDATE order_line SET restocked = restocked + ? WHERE id = ?", pieces, line.id());
      variants.merge(line.variantId(), pieces, Integer::sum);
    }
    variants.forEach((variant, pieces) -> StockRepository.putBack(handle, variant, pieces));
  }

  public void raiseFlag(Handle handle, long orderId, OrderFlag flag, String detail) {
    handle.execute(
        "UPDATE shop_order SET flag = ?, flag_detail = ? WHERE id = ?",
        flag.stored(),
        cut(detail),
        orderId);
  }

  /** Adds to an order's history. */
  public void note(Handle handle, long orderId, String kind, String detail) {
    handle.execute(
        "INSERT INTO order_event (order_id, at, kind, detail) VALUES (?, ?, ?, ?)",
        orderId,
        clock.instant(),
        kind,
        cut(detail));
  }

  private static String cut(String detail) {
    return detail.length() > DETAIL_LENGTH ? detail.substring(0, DETAIL_LENGTH) : detail;
  }
}
