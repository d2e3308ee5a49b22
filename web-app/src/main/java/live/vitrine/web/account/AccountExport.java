package live.vitrine.web.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about somebody, as JSON: each section is a list of rows with the names of
 * their columns. Secrets, of which only hashes are stored, are not in it.
 */
final class AccountExport {
  private record Section(String name, String sql) {}

  private static final String MY_SHOP = "(SELECT id FROM shop WHERE owner_id = :account)";
  private static final String MY_CART = "(SELECT id FROM cart WHERE account_id = :account)";
  private static final String MY_ORDERS = "(SELECT id FROM shop_order WHERE account_id = :account)";

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "account",
              """
              SELECT id, email, email_confirmed_at, display_name, picture_id, role, language,
                     totp_enabled_at, suspended_at, created_at
              FROM account WHERE id = :account
              """),
          new Section(
              "sessions",
              """
              SELECT created_at, seen_at, expires_at, address, agent
              FROM session WHERE account_id = :account ORDER BY created_at
              """),
          new Section(
              "cart",
              "SELECT variant_id, quantity, price_seen, added_at FROM cart_line WHERE cart_id IN "
                  + MY_CART),
          new Section(
              "orders",
              """
              SELECT id, code, shop_id, status, currency, subtotal, shipping, tax, total, refunded,
                     email, recipient, street, street_more, postal_code, city, region, country,
                     language, tracking_carrier, tracking_number, created_at, paid_at, shipped_at,
                     ended_at
              FROM shop_order WHERE account_id = :account ORDER BY id
              """),
          new Section(
              "orderLines",
              """
              SELECT order_id, name, variant_name, sku, unit_price, quantity, restocked
              FROM order_line WHERE order_id IN
              """
                  + MY_ORDERS),
          new Section(
              "orderEvents",
              "SELECT order_id, at, kind, detail FROM order_event WHERE order_id IN " + MY_ORDERS),
          new Section(
              "refunds",
              """
              SELECT order_id, amount, reason, note, state, created_at
              FROM refund WHERE order_id IN
              """
                  + MY_ORDERS),
          new Section(
              "shop",
              """
              SELECT id, handle, name, description, category, logo_id, status, status_reason,
                     currency, shipping_price, tax_basis_points, tax_included, stripe_account,
                     stream_id, created_at, decided_at
              FROM shop WHERE owner_id = :account
              """),
          new Section(
              "products",
              """
              SELECT id, name, description, option1_name, option2_name, option3_name, active,
                     created_at, updated_at, deleted_at
              FROM product WHERE shop_id IN
              """
                  + MY_SHOP),
          new Section(
              "variants",
              """
              SELECT id, product_id, sku, option1, option2, option3, price, compare_at, stock,
                     limit_per_order, active, deleted_at
              FROM variant WHERE shop_id IN
              """
                  + MY_SHOP),
          new Section(
              "apiKeys",
              """
              SELECT name, prefix, scopes, created_at, last_used_at, revoked_at
              FROM api_key WHERE shop_id IN
              """
                  + MY_SHOP),
          new Section(
              "pictures",
              "SELECT id, width, height, created_at FROM picture WHERE owner_id = :account"),
          new Section(
              "mail",
              """
              SELECT mail.subject, mail.state, mail.created_at, mail.sent_at
              FROM mail JOIN account ON account.email = mail.recipient
              WHERE account.id = :account ORDER BY mail.id
              """),
          new Section(
              "audit",
              """
              SELECT at, action, subject, detail, address
              FROM audit_entry WHERE actor_id = :account ORDER BY id
              """));

  private AccountExport() {}

  static JsonObject of(Handle handle, long accountId) {
    JsonObject all = new JsonObject();
    for (Section section : SECTIONS) {
      JsonArray rows = new JsonArray();
      handle
          .createQuery(section.sql())
          .bind("account", accountId)
          .mapToMap()
          .forEach(row -> rows.add(row(row)));
      all.put(section.name(), rows);
    }
    return all;
  }

  private static JsonObject row(Map<String, Object> columns) {
    JsonObject row = new JsonObject();
    columns.forEach((name, value) -> row.put(name, json(value)));
    return row;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Timestamp time -> time.toInstant().toString();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC).toString();
      case Boolean flag -> flag;
      case Number number -> number;
      default -> value.toString();
    };
  }
}
