package live.vitrine.web.product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.ProductDraft.Variant;

/**
 * Something that differs between what a host typed and what somebody else saved meanwhile.
 *
 * @param field key of its name
 * @param of which variant; empty for the product
 * @param theirs what is kept now
 * @param mine what was typed
 */
public record ProductChange(String field, String of, String theirs, String mine) {

  static List<ProductChange> between(ProductDraft mine, ProductDraft theirs) {
    List<ProductChange> changes = new ArrayList<>();
    add(changes, "product.name", "", theirs.name(), mine.name());
    add(changes, "product.description", "", theirs.description(), mine.description());
    add(
        changes,
        "product.options",
        "",
        String.join(", ", theirs.optionNames()),
        String.join(", ", mine.optionNames()));
    if (!theirs.pictures().equals(mine.pictures())) {
      // Also where there are as many: in another order, or with other words.
      changes.add(
          new ProductChange(
              "product.pictures",
              "",
              String.valueOf(theirs.pictures().size()),
              String.valueOf(mine.pictures().size())));
    }
    variants(changes, mine, theirs);
    return changes;
  }

  private static void variants(
      List<ProductChange> changes, ProductDraft mine, ProductDraft theirs) {
    Map<Long, Variant> left = new HashMap<>();
    theirs.variants().forEach(variant -> left.put(variant.id().orElseThrow(), variant));
    for (Variant variant : mine.variants()) {
      Variant other = left.remove(variant.id().orElse(0L));
      if (other == null) {
        changes.add(new ProductChange("product.variant", name(variant), "", name(variant)));
      } else {
        variant(changes, variant, other);
      }
    }
    left.values()
        .forEach(
            gone -> changes.add(new ProductChange("product.variant", name(gone), name(gone), "")));
  }

  private static void variant(List<ProductChange> changes, Variant mine, Variant theirs) {
    String of = name(theirs);
    add(changes, "product.sku", of, theirs.sku(), mine.sku());
    add(changes, "product.variant", of, name(theirs), name(mine));
    add(changes, "product.price", of, text(theirs.price()), text(mine.price()));
    add(
        changes,
        "product.compare-at",
        of,
        theirs.compareAt().map(ProductChange::text).orElse(""),
        mine.compareAt().map(ProductChange::text).orElse(""));
    add(
        changes,
        "product.limit",
        of,
        theirs.limitPerOrder().map(String::valueOf).orElse(""),
        mine.limitPerOrder().map(String::valueOf).orElse(""));
    add(changes, "product.active", of, mark(theirs.active()), mark(mine.active()));
  }

  private static void add(
      List<ProductChange> changes, String field, String of, String theirs, String mine) {
    if (!theirs.equals(mine)) {
      changes.add(new ProductChange(field, of, theirs, mine));
    }
  }

  private static String name(Variant variant) {
    String options = String.join(" / ", variant.options());
    return options.isEmpty() ? variant.sku() : options;
  }

  private static String text(Money amount) {
    return ProductSheet.text(amount) + " " + amount.currency();
  }

  private static String mark(boolean active) {
    return active ? "✓" : "✗";
  }
}
