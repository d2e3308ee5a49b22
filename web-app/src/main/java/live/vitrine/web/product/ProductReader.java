package live.vitrine.web.product;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.vitrine.web.http.Form;
import live.vitrine.web.money.Money;
import live.vitrine.web.text.Message;

/** Checks what was typed into a {@link ProductSheet}: errors go to the form's fields. */
final class ProductReader {
  private final Form form;
  private final Currency currency;

  private ProductReader(Form form, Currency currency) {
    this.form = form;
    this.currency = currency;
  }

  /** What the form says; to be used only if the form is valid afterwards. */
  static ProductDraft read(Form form, Currency currency) {
    return new ProductReader(form, currency).read();
  }

  private ProductDraft read() {
    List<String> optionNames = optionNames();
    return new ProductDraft(
        form.line("name", 1, Limits.NAME),
        form.lines("description", 0, Limits.DESCRIPTION),
        optionNames,
        pictures(),
        variants(optionNames.size()));
  }

  private List<String> optionNames() {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int option = 1; option <= Limits.OPTIONS; option++) {
      String field = "option" + option + "-name";
      String name = form.line(field, 0, Limits.OPTION);
      if (name.isEmpty()) {
        continue;
      }
      if (names.size() < option - 1) {
        form.error(field, Message.of("product.option.order", option - 1));
      }
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        form.error(field, Message.of("product.option.twice"));
      }
      names.add(name);
    }
    return names;
  }

  private List<ProductDraft.Picture> pictures() {
    List<ProductDraft.Picture> pictures = new ArrayList<>();
    while (form.has("p" + pictures.size() + "-id")) {
      String prefix = "p" + pictures.size() + "-";
      pictures.add(
          new ProductDraft.Picture(
              form.value(prefix + "id"), form.line(prefix + "alternative", 0, Limits.ALTERNATIVE)));
    }
    if (pictures.size() > Limits.PICTURES) {
      form.error("pictures", Message.of("product.pictures.most", Limits.PICTURES));
    }
    return pictures;
  }

  private List<ProductDraft.Variant> variants(int options) {
    List<ProductDraft.Variant> variants = new ArrayList<>();
    Map<List<String>, Integer> seen = new HashMap<>();
    Map<String, Integer> skus = new HashMap<>();
    while (form.has("v" + variants.size() + "-id")) {
      int row = variants.size();
      ProductDraft.Variant variant = variant("v" + row + "-", options);
      Integer same = seen.putIfAbsent(lower(variant.options()), row + 1);
      if (same != null) {
        form.error(
            "v" + row + (options == 0 ? "-sku" : "-option1"),
            Message.of(options == 0 ? "product.variant.only-one" : "product.variant.twice", same));
      }
      Integer sameSku =
          variant.sku().isEmpty()
              ? null
              : skus.putIfAbsent(variant.sku().toLowerCase(Locale.ROOT), row + 1);
      if (sameSku != null) {
        form.error("v" + row + "-sku", Message.of("product.sku.twice", sameSku));
      }
      variants.add(variant);
    }
    if (variants.isEmpty()) {
      form.error("variants", Message.of("product.variants.none"));
    } else if (variants.size() > Limits.VARIANTS) {
      form.error("variants", Message.of("product.variants.most", Limits.VARIANTS));
    }
    return variants;
  }

  private static List<String> lower(List<String> options) {
    return options.stream().map(option -> option.toLowerCase(Locale.ROOT)).toList();
  }

  private ProductDraft.Variant variant(String prefix, int optionCount) {
    List<String> options = new ArrayList<>();
    for (int option = 1; option <= optionCount; option++) {
      options.add(form.line(prefix + "option" + option, 1, Limits.OPTION));
    }
    Optional<Long> id = id(form.value(prefix + "id"));
    Money price = price(prefix + "price");
    Optional<Money> compareAt = form.optionalMoney(prefix + "compare-at", currency);
    if (compareAt.isPresent() && !compareAt.get().isGreaterThan(price)) {
      form.error(prefix + "compare-at", Message.of("product.compare-at.low"));
    }
    return new ProductDraft.Variant(
        id,
        List.copyOf(options),
        sku(prefix + "sku"),
        id.isPresent() ? form.integer(prefix + "stock-shown", 0, 999_999_999) : 0,
        form.integer(prefix + "stock", 0, Limits.STOCK),
        price,
        compareAt,
        form.optionalInteger(prefix + "limit", 1, Limits.PER_ORDER),
        form.isChecked(prefix + "active"));
  }

  private Money price(String field) {
    Money price = form.money(field, currency);
    if (price.minor() == 0) {
      form.error(field, Message.of("product.price.zero"));
    }
    return price;
  }

  private String sku(String field) {
    String sku = form.line(field, 0, Limits.SKU);
    // Deleted variants have such SKUs.
    if (sku.startsWith("~")) {
      form.error(field, Message.of("product.sku.tilde"));
    }
    return sku;
  }

  private static Optional<Long> id(String text) {
    return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
