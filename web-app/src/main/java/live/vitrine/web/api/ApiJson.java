package live.vitrine.web.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import live.vitrine.web.http.Answer;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.Offer;
import live.vitrine.web.shop.Shop;

/** How things of the catalogue look in answers. */
final class ApiJson {
  private static final int PICTURE_WIDTH = 640;
  private final String site;

  ApiJson(URI publicUrl) {
    this.site = publicUrl.toString();
  }

  static JsonObject money(Money money) {
    return new JsonObject()
        .put("amount", money.minor())
        .put("currency", money.currency().getCurrencyCode());
  }

  String address(String path) {
    return site + path;
  }

  String picture(String id) {
    return address("/pictures/" + id + "/" + PICTURE_WIDTH + ".jpg");
  }

  JsonObject shop(Shop shop) {
    JsonObject json =
        new JsonObject()
            .put("handle", shop.handle())
            .put("name", shop.name())
            .put("description", shop.description())
            .put("category", shop.category())
            .put("currency", shop.currency().getCurrencyCode())
            .put("shipping", money(shop.shippingPrice()))
            .put("taxBasisPoints", shop.taxBasisPoints())
            .put("taxIncluded", shop.taxIncluded())
            .put("url", address("/shops/" + shop.handle()));
    shop.logoId().ifPresent(id -> json.put("logo", picture(id)));
    return json;
  }

  JsonObject product(ShownProduct product) {
    return new JsonObject()
        .put("id", product.id())
        .put("shop", product.shop())
        .put("name", product.name())
        .put("description", product.description())
        .put("pictures", array(product.pictures(), this::picture))
        .put("variants", array(product.offers(), ApiJson::variant))
        .put("url", address("/products/" + product.id()));
  }

  private JsonObject picture(ShownProduct.Picture picture) {
    return new JsonObject()
        .put("url", picture(picture.id()))
        .put("alternative", picture.alternative());
  }

  static JsonObject variant(Offer offer) {
    JsonObject json =
        new JsonObject()
            .put("id", offer.variantId())
            .put("name", offer.variantName())
            .put("sku", offer.sku())
            .put("price", money(offer.price()))
            .put("usualPrice", money(offer.usualPrice()))
            .put("available", offer.available());
    offer.compareAt().ifPresent(price -> json.put("compareAt", money(price)));
    offer.limitPerOrder().ifPresent(limit -> json.put("limitPerOrder", limit));
    offer
        .flash()
        .ifPresent(
            flash -> json.put("flashEndsAt", DateTimeFormatter.ISO_INSTANT.format(flash.endsAt())));
    return json;
  }

  static <T> JsonArray array(List<T> items, Function<T, JsonObject> write) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(write.apply(item)));
    return array;
  }

  /**
   * A page of a list.
   *
   * @param found one more than the page has, where there are more
   */
  static <T> Answer page(
      List<T> found, int limit, Function<T, JsonObject> write, Function<T, Cursor> cursor) {
    List<T> items = found.size() > limit ? found.subList(0, limit) : found;
    JsonObject page = new JsonObject().put("items", array(items, write));
    if (found.size() > limit) {
      page.put("next", cursor.apply(items.getLast()).text());
    }
    return Answer.json(page);
  }
}
