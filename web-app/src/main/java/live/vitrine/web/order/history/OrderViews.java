package live.vitrine.web.order.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;

/** Reads orders with what is in them. Who may see them is for the caller to ask. */
public final class OrderViews {
  private static final String HEADS =
      """
      SELECT o.id, o.code, o.shop_id, s.handle, s.name AS shop_name, o.status, o.currency,
             o.subtotal, o.shipping, o.tax, o.tax_basis_points, o.tax_included, o.total, o.refunded,
             o.email, o.language, o.recipient, o.street, o.street_more, o.postal_code, o.city,
             o.region, o.country, o.flag, o.flag_detail, o.tracking_carrier, o.tracking_number,
             o.created_at, o.hold_until, o.paid_at, o.shipped_at, o.ended_at
      FROM shop_order o
      JOIN shop s ON s.id = o.shop_id
      WHERE o.id IN (<ids>)
      """;

  private OrderViews() {}

  /** The orders with these IDs, in that order, with lines, refunds and what happened. */
  public static List<OrderView> load(Handle handle, List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<OrderHead> heads =
        handle.createQuery(HEADS).bindList("ids", ids).map((row, _) -> head(row)).list().stream()
            .sorted(Comparator.comparingInt(head -> ids.indexOf(head.id())))
            .toList();
    Map<Long, String> currencies =
        heads.stream()
            .collect(
                Collectors.toMap(
                    OrderHead::id, head -> head.totals().total().currency().getCurrencyCode()));
    Map<Long, List<OrderView.Line>> lines =
        byOrder(
            handle,
            "SELECT * FROM order_line WHERE order_id IN (<ids>) ORDER BY order_id, id",
            ids,
            row -> line(row, currency(currencies, row)));
    Map<Long, List<OrderView.Refund>> refunds =
        byOrder(
            handle,
            "SELECT * FROM refund WHERE order_id IN (<ids>) ORDER BY order_id, id",
            ids,
            row -> refund(row, currency(currencies, row)));
    Map<Long, List<OrderView.Event>> events =
        byOrder(
            handle,
            "SELECT * FROM order_event WHERE order_id IN (<ids>) ORDER BY order_id, id",
            ids,
            row ->
                new OrderView.Event(
                    instant(row, "at"), row.getString("kind"), row.getString("detail")));
    return heads.stream()
        .map(head ->
            new OrderView(
                head,
                lines.getOrDefault(head.id(), List.of()),
                refunds.getOrDefault(head.id(), List.of()),
                events.getOrDefault(head.id(), List.of())))
        .toList();
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> Map<Long, List<T>> byOrder(
      Handle handle, String sql, List<Long> ids, Reading<T> reading) {
    Map<Long, List<T>> found = new HashMap<>();
    handle
        .createQuery(sql)
        .bindList("ids", ids)
        .map((row, _) ->
            found
                .computeIfAbsent(row.getLong("order_id"), _ -> new ArrayList<>())
                .add(reading.read(row)))
        .list();
    return found;
  }

  private static String currency(Map<Long, String> currencies, ResultSet row) throws SQLException {
    return Objects.requireNonNull(currencies.get(row.getLong("order_id")));
  }

  private static OrderHead head(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return new OrderHead(
        row.getLong("id"),
        row.getString("code"),
        row.getLong("shop_id"),
        row.getString("handle"),
        row.getString("shop_name"),
        row.getString("status"),
        new OrderHead.Totals(
            Money.of(row.getLong("subtotal"), currency),
            Money.of(row.getLong("shipping"), currency),
            Money.of(row.getLong("tax"), currency),
            row.getInt("tax_basis_points"),
            row.getBoolean("tax_included"),
            Money.of(row.getLong("total"), currency)),
        Money.of(row.getLong("refunded"), currency),
        row.getString("email"),
        row.getString("language"),
        new OrderHead.Address(
            row.getString("recipient"),
            row.getString("street"),
            row.getString("street_more"),
            row.getString("postal_code"),
            row.getString("city"),
            row.getString("region"),
            row.getString("country")),
        Optional.ofNullable(row.getString("flag")),
        orEmpty(row, "flag_detail"),
        new OrderHead.Tracking(orEmpty(row, "tracking_carrier"), orEmpty(row, "tracking_number")),
        new OrderHead.Times(
            instant(row, "created_at"),
            instant(row, "hold_until"),
            optionalInstant(row, "paid_at"),
            optionalInstant(row, "shipped_at"),
            optionalInstant(row, "ended_at")));
  }

  private static OrderView.Line line(ResultSet row, String currency) throws SQLException {
    return new OrderView.Line(
        row.getLong("id"),
        row.getLong("variant_id"),
        row.getString("name"),
        row.getString("variant_name"),
        row.getString("sku"),
        Optional.ofNullable(row.getString("picture_id")),
        Money.of(row.getLong("unit_price"), currency),
        row.getInt("quantity"),
        row.getInt("restocked"));
  }

  private static OrderView.Refund refund(ResultSet row, String currency) throws SQLException {
    return new OrderView.Refund(
        row.getLong("id"),
        Money.of(row.getLong("amount"), currency),
        row.getString("reason"),
        row.getString("note"),
        row.getString("state"),
        instant(row, "created_at"));
  }

  private static String orEmpty(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static Optional<Instant> optionalInstant(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
