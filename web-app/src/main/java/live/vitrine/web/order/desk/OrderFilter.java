package live.vitrine.web.order.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.order.history.After;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Which orders of a shop are asked for.
 *
 * @param from first day, UTC
 * @param to last day, UTC
 * @param text code, e-mail address, name or SKU; empty for any
 */
public record OrderFilter(
    Optional<String> status,
    boolean unshipped,
    boolean flagged,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String text) {

  public static OrderFilter all() {
    return new OrderFilter(Optional.empty(), false, false, Optional.empty(), Optional.empty(), "");
  }

  /** The IDs of the shop's orders that it lets through, the newest first. */
  List<Long> ids(Handle handle, long shopId, After after, int most) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    status.ifPresent(wanted -> {
      conditions.add("o.status = :status");
      values.put("status", wanted);
    });
    if (unshipped) {
      conditions.add("o.status = 'paid' AND o.shipped_at IS NULL AND o.refunded < o.total");
    }
    if (flagged) {
      conditions.add("o.flag IS NOT NULL");
    }
    from.ifPresent(day -> {
      conditions.add("o.created_at >= :from");
      values.put("from", day.toString());
    });
    to.ifPresent(day -> {
      conditions.add("o.created_at < :to");
      values.put("to", day.plusDays(1).toString());
    });
    if (!text.isEmpty()) {
      conditions.add(
          """
          (o.code = :exact OR o.email LIKE :beginning OR o.recipient LIKE :part
            OR EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku LIKE :beginning))
          """);
      values.put("exact", ascii(text));
      values.put("beginning", escaped(text) + "%");
      values.put("part", "%" + escaped(text) + "%");
    }
    String where = conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
    Query query =
        handle.createQuery(
            """
            SELECT o.id FROM shop_order o
            WHERE o.shop_id = :shop AND o.created_at <= :created
              AND (o.created_at < :created OR o.id < :id)
            """
                + where
                + " ORDER BY o.created_at DESC, o.id DESC LIMIT :most");
    return query
        .bind("shop", shopId)
        .bind("created", after.sqlTime())
        .bind("id", after.id())
        .bind("most", most)
        .bindMap(values)
        .mapTo(Long.class)
        .list();
  }

  // Codes are ASCII in the database, and comparing them with anything else is an error there.
  private static String ascii(String text) {
    return text.strip().replaceAll("[^\\x20-\\x7e]", "?").toUpperCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.strip().replaceAll("[\\\\%_]", "\\\\$0");
  }
}
