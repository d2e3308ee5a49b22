package live.vitrine.web.catalogue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import live.vitrine.web.product.Offer;

/** A product for search engines: JSON-LD in the words of schema.org. */
final class StructuredData {
  private StructuredData() {}

  /** The JSON, which may stand in a script element whatever the host typed. */
  static String of(ProductDetails product, List<Offer> offers, URI site) {
    JsonArray images = new JsonArray();
    product
        .pictures()
        .forEach(picture -> images.add(site + "/pictures/" + picture.id() + "/960.jpg"));
    JsonArray sold = new JsonArray();
    offers.forEach(offer -> sold.add(offer(offer, product, site)));
    JsonObject json =
        new JsonObject()
            .put("@context", "https://schema.org")
            .put("@type", "Product")
            .put("name", product.name())
            .put("description", String.join("\n", product.paragraphs()))
            .put("url", site + "/products/" + product.id())
            .put("image", images)
            .put("offers", sold);
    return escaped(json.encode());
  }

  private static JsonObject offer(Offer offer, ProductDetails product, URI site) {
    return new JsonObject()
        .put("@type", "Offer")
        .put("sku", offer.sku())
        .put("url", site + "/products/" + product.id() + "?variant=" + offer.variantId())
        .put("price", offer.price().decimal().toPlainString())
        .put("priceCurrency", offer.price().currency().getCurrencyCode())
        .put("availability", "https://schema.org/" + (offer.most() > 0 ? "InStock" : "OutOfStock"))
        .put(
            "seller",
            new JsonObject().put("@type", "Organization").put("name", product.shopName()));
  }

  /** Nothing in it can end the element that it is in, or begin another. */
  static String escaped(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
