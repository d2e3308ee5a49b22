package live.vitrine.web.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;

/** Reads orders with their lines and their history. */
public final class OrderRepository {
  /** Reads what {@link #order} takes; the table is {@code o}. */
  public static final String SELECT = "SELECT o.* FROM shop_order o";

  private OrderRepository() {}

  public static Optional<Order> find(Handle handle, long id) {
    return findBy(handle, " WHERE o.id = ?", id);
  }

  public static Optional<Order> findByCode(Handle handle, String code) {
    return findBy(handle, " WHERE o.code = ?", code);
  }

  /** An order of a shopper. */
  public static Optional<Order> ofAccount(Handle handle, long accountId, String code) {
    return findBy(handle, " WHERE o.account_id = ? AND o.code = ?", accountId, code);
  }

  /** An order of a shop. */
  public static Optional<Order> ofShop(Handle handle, long shopId, String code) {
    return findBy(handle, " WHERE o.shop_id = ? AND o.code = ?", shopId, code);
  }

  /** The order that was made of a form. */
  public static Optional<Order> ofToken(Handle handle, String token) {
    return findBy(handle, " WHERE o.checkout_token = ?", token);
  }

  /** An order, that nobody else changes until the transaction ends. */
  public static Optional<Order> lock(Handle handle, long id) {
    return findBy(handle, " WHERE o.id = ? FOR UPDATE", id);
  }

  /** The orders of a shopper that wait for payment, newest first. */
  public static List<Order> pendingOf(Handle handle, long accountId) {
    return handle
        .select(
            SELECT + " WHERE o.account_id = ? AND o.status = 'pending' ORDER BY o.id DESC",
            accountId)
        .map((row, _) -> order(row))
        .list();
  }

  /** The shopper's latest order, whose address is offered for the next. */
  public static Optional<Order> latestOf(Handle handle, long accountId) {
    return findBy(
        handle, " WHERE o.account_id = ? ORDER BY o.created_at DESC, o.id DESC LIMIT 1", accountId);
  }

  private static Optional<Order> findBy(Handle handle, String where, Object... values) {
    return handle.select(SELECT + where, values).map((row, _) -> order(row)).findOne();
  }

  public static List<OrderLine> lines(Handle handle, Order order) {
    return handle
        .select("SELECT * FROM order_line WHERE order_id = ? ORDER BY id", order.id())
        .map((row, _) -> line(row, order.total().currency()))
        .list();
  }

  /** What happened to an order, oldest first. */
  public static List<HistoryEntry> history(Handle handle, long orderId) {
    return handle
        .select("SELECT at, kind, detail FROM order_event WHERE order_id = ? ORDER BY id", orderId)
        .map((row, _) ->
            new HistoryEntry(
                row.getTimestamp("at").toInstant(), row.getString("kind"), row.getString("detail")))
        .list();
  }

  /** Payments that an order has taken, or that went back. */
  static Set<String> knownPayments(Handle handle, long orderId) {
    return Set.copyOf(
        handle
            .select(
                """
                SELECT payment_intent FROM shop_order
                WHERE id = ? AND payment_intent IS NOT NULL
                UNION SELECT payment_intent FROM refund WHERE order_id = ?
                """,
                orderId,
                orderId)
            .mapTo(String.class)
            .list());
  }

  /** Maps a row of {@link #SELECT}. */
  public static Order order(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    Optional<String> carrier = Optional.ofNullable(row.getString("tracking_carrier"));
    Optional<String> number = Optional.ofNullable(row.getString("tracking_number"));
    Money fee = new Money(row.getLong("application_fee"), currency);
    String flagDetail = row.getString("flag_detail");
    return new Order(
        row.getLong("id"),
        row.getString("code"),
        row.getLong("shop_id"),
        row.getLong("account_id"),
        OrderStatus.ofStored(row.getString("status")),
        row.getBoolean("holds_stock"),
        row.getTimestamp("hold_until").toInstant(),
        new Totals(
            new Money(row.getLong("subtotal"), currency),
            new Money(row.getLong("shipping"), currency),
            new Money(row.getLong("tax"), currency),
            row.getInt("tax_basis_points"),
            row.getBoolean("tax_included"),
            new Money(row.getLong("total"), currency)),
        new Money(row.getLong("refunded"), currency),
        row.getString("email"),
        new Address(
            row.getString("recipient"),
            row.getString("street"),
            row.getString("street_more"),
            row.getString("postal_code"),
            row.getString("city"),
            row.getString("region"),
            row.getString("country")),
        row.getString("language"),
        Optional.ofNullable(row.getString("stripe_account"))
            .map(account -> new ConnectedAccount(account, fee)),
        Optional.ofNullable(row.getString("payment_intent")),
        Optional.ofNullable(row.getString("flag")).map(OrderFlag::ofStored),
        flagDetail == null ? "" : flagDetail,
        carrier.isEmpty() && number.isEmpty()
            ? Optional.empty()
            : Optional.of(new Order.Tracking(carrier.orElse(""), number.orElse(""))),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "paid_at"),
        instant(row, "shipped_at"),
        instant(row, "ended_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static OrderLine line(ResultSet row, Currency currency) throws SQLException {
    return new OrderLine(
        row.getLong("id"),
        row.getLong("order_id"),
        row.getLong("variant_id"),
        Optional.ofNullable(row.getObject("flash_price_id", Long.class)),
        row.getString("name"),
        row.getString("variant_name"),
        row.getString("sku"),
        Optional.ofNullable(row.getString("picture_id")),
        new Money(row.getLong("unit_price"), currency),
        row.getInt("quantity"),
        row.getInt("restocked"));
  }
}
