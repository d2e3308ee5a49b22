package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import live.vitrine.web.order.history.After;
import live.vitrine.web.order.history.OrderHead;
import live.vitrine.web.order.history.OrderView;

/** How orders look in answers. */
final class OrderJson {
  private final ApiJson json;

  OrderJson(ApiJson json) {
    this.json = json;
  }

  static After after(Call call) {
    return call.cursor()
        .map(cursor -> new After(Instant.ofEpochMilli(cursor.first()), cursor.second()))
        .orElse(After.nothing());
  }

  static Cursor cursor(OrderView order) {
    return new Cursor(order.head().times().created().toEpochMilli(), order.head().id());
  }

  JsonObject order(OrderView order) {
    OrderHead head = order.head();
    OrderHead.Totals totals = head.totals();
    JsonObject written =
        new JsonObject()
            .put("code", head.code())
            .put("status", head.status())
            .put("shop", head.shopHandle())
            .put("createdAt", time(head.times().created()))
            .put("email", head.email())
            .put("subtotal", ApiJson.money(totals.subtotal()))
            .put("shipping", ApiJson.money(totals.shipping()))
            .put("tax", ApiJson.money(totals.tax()))
            .put("total", ApiJson.money(totals.total()))
            .put("refunded", ApiJson.money(head.refunded()))
            .put("address", address(head.address()))
            .put("lines", ApiJson.array(order.lines(), this::line))
            .put("refunds", ApiJson.array(order.refunds(), OrderJson::refund));
    put(written, "paidAt", head.times().paid().map(OrderJson::time));
    put(written, "shippedAt", head.times().shipped().map(OrderJson::time));
    put(written, "endedAt", head.times().ended().map(OrderJson::time));
    put(written, "flag", head.flag());
    put(written, "carrier", Optional.of(head.tracking().carrier()).filter(text -> !text.isEmpty()));
    put(
        written,
        "trackingNumber",
        Optional.of(head.tracking().number()).filter(text -> !text.isEmpty()));
    return written;
  }

  private static void put(JsonObject written, String name, Optional<String> value) {
    value.ifPresent(text -> written.put(name, text));
  }

  private static JsonObject address(OrderHead.Address address) {
    return new JsonObject()
        .put("recipient", address.recipient())
        .put("street", address.street())
        .put("streetMore", address.streetMore())
        .put("postalCode", address.postalCode())
        .put("city", address.city())
        .put("region", address.region())
        .put("country", address.country());
  }

  private JsonObject line(OrderView.Line line) {
    JsonObject written =
        new JsonObject()
            .put("id", line.id())
            .put("variantId", line.variantId())
            .put("name", line.name())
            .put("variantName", line.variantName())
            .put("sku", line.sku())
            .put("unitPrice", ApiJson.money(line.unitPrice()))
            .put("quantity", line.quantity())
            .put("restocked", line.restocked());
    put(written, "picture", line.pictureId().map(json::picture));
    return written;
  }

  static JsonObject refund(OrderView.Refund refund) {
    return new JsonObject()
        .put("amount", ApiJson.money(refund.amount()))
        .put("reason", refund.reason())
        .put("state", refund.state())
        .put("note", refund.note())
        .put("createdAt", time(refund.createdAt()));
  }

  private static String time(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant);
  }
}
