package live.vitrine.web.order.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Currency;
import java.util.List;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.Offer;
import live.vitrine.web.product.OfferRepository;
import org.jdbi.v3.core.Handle;

/**
 * What a host sees first. Days begin at midnight UTC, weeks on Monday.
 *
 * @param low variants that are nearly sold out, the fewest first
 */
public record Overview(
    Numbers today, Numbers week, Numbers month, long unshipped, long flagged, List<Offer> low) {
  private static final int LOW_STOCK = 3;
  private static final int MOST_LOW = 10;

  static Overview of(Handle handle, long shopId, Currency currency, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Instant day = start(today);
    Instant week = start(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    Instant month = start(today.withDayOfMonth(1));
    return handle
        .createQuery(
            """
            SELECT SUM(paid_at >= :day) AS day_orders,
                   SUM(IF(paid_at >= :day, revenue, 0)) AS day_revenue,
                   SUM(IF(paid_at >= :day, pieces, 0)) AS day_pieces,
                   SUM(paid_at >= :week) AS week_orders,
                   SUM(IF(paid_at >= :week, revenue, 0)) AS week_revenue,
                   SUM(IF(paid_at >= :week, pieces, 0)) AS week_pieces,
                   SUM(paid_at >= :month) AS month_orders,
                   SUM(IF(paid_at >= :month, revenue, 0)) AS month_revenue,
                   SUM(IF(paid_at >= :month, pieces, 0)) AS month_pieces
            FROM (
              SELECT o.paid_at, o.total - o.refunded AS revenue,
                     (SELECT SUM(l.quantity - l.restocked) FROM order_line l
                      WHERE l.order_id = o.id) AS pieces
              FROM shop_order o
              WHERE o.shop_id = :shop AND o.paid_at >= :first AND o.status = 'paid'
            ) sold
            """)
        .bind("day", day)
        .bind("week", week)
        .bind("month", month)
        .bind("first", week.isBefore(month) ? week : month)
        .bind("shop", shopId)
        .map((row, _) ->
            new Overview(
                numbers(row, "day", currency),
                numbers(row, "week", currency),
                numbers(row, "month", currency),
                count(
                    handle, shopId, "status = 'paid' AND shipped_at IS NULL AND refunded < total"),
                count(handle, shopId, "flag IS NOT NULL"),
                low(handle, shopId, now)))
        .one();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Numbers numbers(ResultSet row, String time, Currency currency)
      throws SQLException {
    return new Numbers(
        row.getLong(time + "_orders"),
        new Money(row.getLong(time + "_revenue"), currency),
        row.getLong(time + "_pieces"));
  }

  private static long count(Handle handle, long shopId, String condition) {
    return handle
        .createQuery("SELECT COUNT(*) FROM shop_order WHERE shop_id = ? AND " + condition)
        .bind(0, shopId)
        .mapTo(Long.class)
        .one();
  }

  private static List<Offer> low(Handle handle, long shopId, Instant now) {
    List<Long> ids =
        handle
            .createQuery(
                """
                SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id
                WHERE v.shop_id = :shop AND v.active AND v.deleted_at IS NULL
                  AND p.active AND p.deleted_at IS NULL AND v.stock <= :low
                ORDER BY v.stock, v.id LIMIT :most
                """)
            .bind("shop", shopId)
            .bind("low", LOW_STOCK)
            .bind("most", MOST_LOW)
            .mapTo(Long.class)
            .list();
    return OfferRepository.find(handle, ids, now);
  }
}
