package live.vitrine.web.product;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.web.http.Form;
import live.vitrine.web.money.Money;

/**
 * The form of a product as it was typed, right or wrong, so that rows can be added and removed
 * without losing any of it. Field {@code price} of the third variant is {@code v2-price}, field
 * {@code alternative} of the first picture {@code p0-alternative}. One thread.
 */
final class ProductSheet {
  static final List<String> PRODUCT =
      List.of("name", "description", "option1-name", "option2-name", "option3-name", "version");
  static final List<String> VARIANT =
      List.of(
          "id",
          "option1",
          "option2",
          "option3",
          "sku",
          "stock",
          "stock-shown",
          "price",
          "compare-at",
          "limit",
          "active");
  static final List<String> PICTURE = List.of("id", "alternative");

  private final Map<String, String> product = new LinkedHashMap<>();
  private final List<Map<String, String>> variants = new ArrayList<>();
  private final List<Map<String, String>> pictures = new ArrayList<>();

  /** The form of a new product. */
  static ProductSheet empty() {
    ProductSheet sheet = new ProductSheet();
    sheet.addVariant();
    return sheet;
  }

  /** The form of a new product, to be filled with rows. */
  static ProductSheet withoutVariants() {
    return new ProductSheet();
  }

  /** What was sent. */
  static ProductSheet of(Form form) {
    ProductSheet sheet = new ProductSheet();
    PRODUCT.forEach(field -> sheet.product.put(field, form.value(field)));
    sheet.variants.addAll(rows(form, "v", VARIANT, Limits.VARIANTS + 1));
    sheet.variants.forEach(row -> row.put("active", String.valueOf(isTrue(row, "active"))));
    sheet.pictures.addAll(rows(form, "p", PICTURE, Limits.PICTURES + 1));
    return sheet;
  }

  private static List<Map<String, String>> rows(
      Form form, String prefix, List<String> fields, int most) {
    List<Map<String, String>> rows = new ArrayList<>();
    while (rows.size() < most && form.has(prefix + rows.size() + "-id")) {
      Map<String, String> row = new LinkedHashMap<>();
      for (String field : fields) {
        row.put(field, form.value(prefix + rows.size() + "-" + field));
      }
      rows.add(row);
    }
    return rows;
  }

  private static boolean isTrue(Map<String, String> row, String field) {
    return "true".equals(row.get(field));
  }

  /** A product as it is kept. */
  static ProductSheet of(ProductDraft.Stored stored) {
    ProductSheet sheet = new ProductSheet();
    ProductDraft draft = stored.draft();
    sheet.put("name", draft.name());
    sheet.put("description", draft.description());
    for (int option = 0; option < draft.optionNames().size(); option++) {
      sheet.put("option" + (option + 1) + "-name", draft.optionNames().get(option));
    }
    sheet.put("version", String.valueOf(stored.version()));
    draft.variants().forEach(variant -> sheet.variants.add(row(variant)));
    draft.pictures().forEach(picture -> sheet.addPicture(picture.id(), picture.alternative()));
    return sheet;
  }

  private static Map<String, String> row(ProductDraft.Variant variant) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", variant.id().map(String::valueOf).orElse(""));
    for (int option = 0; option < variant.options().size(); option++) {
      row.put("option" + (option + 1), variant.options().get(option));
    }
    row.put("sku", variant.sku());
    row.put("stock", String.valueOf(variant.stock()));
    row.put("stock-shown", String.valueOf(variant.stockShown()));
    row.put("price", text(variant.price()));
    row.put("compare-at", variant.compareAt().map(ProductSheet::text).orElse(""));
    row.put("limit", variant.limitPerOrder().map(String::valueOf).orElse(""));
    row.put("active", String.valueOf(variant.active()));
    return row;
  }

  /** An amount as it is typed: 19.99. */
  static String text(Money amount) {
    return amount.decimal().toPlainString();
  }

  void put(String field, String value) {
    product.put(field, value);
  }

  void put(int variant, String field, String value) {
    variants.get(variant).put(field, value);
  }

  String value(int variant, String field) {
    return variants.get(variant).getOrDefault(field, "");
  }

  int variants() {
    return variants.size();
  }

  int pictures() {
    return pictures.size();
  }

  /** One more row; it begins with the price of the last one. */
  void addVariant() {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", "");
    row.put("stock-shown", "0");
    row.put("price", variants.isEmpty() ? "" : variants.getLast().getOrDefault("price", ""));
    row.put("active", "true");
    variants.add(row);
  }

  void removeVariant(int index) {
    if (index >= 0 && index < variants.size()) {
      variants.remove(index);
    }
  }

  void addPicture(String id, String alternative) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("alternative", alternative);
    pictures.add(row);
  }

  void removePicture(int index) {
    if (index >= 0 && index < pictures.size()) {
      pictures.remove(index);
    }
  }

  /** Puts a picture before the one in front of it. */
  void movePictureForward(int index) {
    if (index > 0 && index < pictures.size()) {
      Collections.swap(pictures, index, index - 1);
    }
  }

  /** To be shown or read. */
  Form form() {
    Map<String, String> fields = new LinkedHashMap<>(product);
    for (int index = 0; index < variants.size(); index++) {
      add(fields, "v" + index + "-", variants.get(index));
    }
    for (int index = 0; index < pictures.size(); index++) {
      add(fields, "p" + index + "-", pictures.get(index));
    }
    return Form.of(fields);
  }

  private static void add(Map<String, String> fields, String prefix, Map<String, String> row) {
    row.forEach((field, value) -> fields.put(prefix + field, value));
  }
}
