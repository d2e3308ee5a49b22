package live.vitrine.web.product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.product.CsvPlan.Kind;
import live.vitrine.web.product.CsvPlan.Line;
import live.vitrine.web.product.CsvPlan.Problem;
import live.vitrine.web.product.ProductDraft.Stored;
import live.vitrine.web.product.ProductDraft.Variant;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.text.Message;

/**
 * The rows of one product, laid over what there is of it. They are checked by the same reader as
 * the form: a row is a row of its sheet. One thread.
 */
final class CsvGroup {
  private static final Map<CsvColumn, String> PRODUCT_FIELDS =
      Map.of(
          CsvColumn.NAME, "name",
          CsvColumn.DESCRIPTION, "description",
          CsvColumn.OPTION1_NAME, "option1-name",
          CsvColumn.OPTION2_NAME, "option2-name",
          CsvColumn.OPTION3_NAME, "option3-name");
  private static final Map<CsvColumn, String> VARIANT_FIELDS =
      Map.of(
          CsvColumn.OPTION1, "option1",
          CsvColumn.OPTION2, "option2",
          CsvColumn.OPTION3, "option3",
          CsvColumn.SKU, "sku",
          CsvColumn.PRICE, "price",
          CsvColumn.STOCK, "stock");
  private static final Map<CsvColumn, String> REMOVABLE_FIELDS =
      Map.of(CsvColumn.COMPARE_AT, "compare-at", CsvColumn.LIMIT_PER_ORDER, "limit");

  private final Host host;
  private final Optional<Stored> current;
  private final List<CsvFile.Row> rows;
  private final ProductSheet sheet;
  private final Map<Integer, CsvFile.Row> rowOfVariant = new HashMap<>();
  private final Map<CsvFile.Row, List<Problem>> problems = new HashMap<>();

  CsvGroup(Host host, Optional<Stored> current, List<CsvFile.Row> rows) {
    this.host = host;
    this.current = current;
    this.rows = rows;
    this.sheet = current.map(ProductSheet::of).orElseGet(ProductSheet::withoutVariants);
  }

  void problem(CsvFile.Row row, String column, Message message) {
    problems.computeIfAbsent(row, _ -> new ArrayList<>()).add(new Problem(column, message));
  }

  /** Adds what becomes of the lines, and of the product if all of them are right. */
  void plan(List<Line> lines, List<CsvPlan.Change> changes) {
    rows.forEach(this::lay);
    Form form = sheet.form();
    ProductDraft draft = ProductReader.read(form, host.currency());
    form.errors().forEach(this::problem);
    Map<CsvFile.Row, Integer> variants = new HashMap<>();
    rowOfVariant.forEach((variant, row) -> variants.put(row, variant));
    boolean changed = false;
    for (CsvFile.Row row : rows) {
      Kind kind = kind(row, variants, draft);
      changed |= kind == Kind.NEW || kind == Kind.CHANGED;
      lines.add(
          new Line(row.line(), kind, what(row, draft), problems.getOrDefault(row, List.of())));
    }
    if (changed && problems.isEmpty()) {
      changes.add(new CsvPlan.Change(current, draft));
    }
  }

  private static String what(CsvFile.Row row, ProductDraft draft) {
    String option =
        OfferRepository.variantName(
            row.cell(CsvColumn.OPTION1), row.cell(CsvColumn.OPTION2), row.cell(CsvColumn.OPTION3));
    String detail = option.isEmpty() ? row.cell(CsvColumn.SKU) : option;
    return detail.isEmpty() ? draft.name() : draft.name() + " – " + detail;
  }

  private Kind kind(CsvFile.Row row, Map<CsvFile.Row, Integer> variants, ProductDraft draft) {
    Integer index = variants.get(row);
    if (problems.containsKey(row) || index == null) {
      return Kind.WRONG;
    }
    if (current.isEmpty()) {
      return Kind.NEW;
    }
    ProductDraft before = current.get().draft();
    if (index >= before.variants().size()) {
      return Kind.NEW;
    }
    Variant old = before.variants().get(index);
    Variant wanted = draft.variants().get(index);
    boolean productIsSame =
        before.name().equals(draft.name())
            && before.description().equals(draft.description())
            && before.optionNames().equals(draft.optionNames());
    return old.isLike(wanted)
            && wanted.stockChange() == 0
            && (productIsSame || !row.equals(rows.getFirst()))
        ? Kind.SAME
        : Kind.CHANGED;
  }

  /** Puts an error of the sheet to the row it comes from, or to the first. */
  private void problem(String field, Message message) {
    CsvFile.Row row = rows.getFirst();
    String name = field;
    if (field.matches("v[0-9]+-.*")) {
      int dash = field.indexOf('-');
      row = rowOfVariant.getOrDefault(Integer.valueOf(field.substring(1, dash)), row);
      name = field.substring(dash + 1);
    }
    problem(row, name.replace('-', '_'), message);
  }

  private void lay(CsvFile.Row row) {
    PRODUCT_FIELDS.forEach((column, field) -> {
      if (!row.cell(column).isEmpty()) {
        sheet.put(field, row.cell(column));
      }
    });
    int variant = variant(row);
    CsvFile.Row other = rowOfVariant.putIfAbsent(variant, row);
    if (other != null) {
      problem(row, "", Message.of("product.csv.same-variant", other.line()));
      return;
    }
    VARIANT_FIELDS.forEach((column, field) -> {
      // The SKU has found the variant, whatever the case of its letters: it stays as it was.
      boolean isKnown =
          column == CsvColumn.SKU && row.cell(column).equalsIgnoreCase(sheet.value(variant, field));
      if (!row.cell(column).isEmpty() && !isKnown) {
        sheet.put(variant, field, row.cell(column));
      }
    });
    REMOVABLE_FIELDS.forEach((column, field) -> {
      String cell = row.cell(column);
      if (!cell.isEmpty()) {
        sheet.put(variant, field, cell.equals("-") ? "" : cell);
      }
    });
    switch (row.cell(CsvColumn.ACTIVE).toLowerCase(Locale.ROOT)) {
      case "" -> {}
      case "yes", "true", "1" -> sheet.put(variant, "active", "true");
      case "no", "false", "0" -> sheet.put(variant, "active", "false");
      default -> problem(row, "active", Message.of("product.csv.yes-no"));
    }
  }

  /** The variant that a row is about: the one with its SKU, or with its options, or a new one. */
  private int variant(CsvFile.Row row) {
    String sku = row.cell(CsvColumn.SKU);
    for (int variant = 0; variant < sheet.variants() && !sku.isEmpty(); variant++) {
      if (sheet.value(variant, "sku").equalsIgnoreCase(sku)) {
        return variant;
      }
    }
    int known = current.map(stored -> stored.draft().variants().size()).orElse(0);
    for (int variant = 0; variant < known; variant++) {
      if (sheet.value(variant, "option1").equalsIgnoreCase(row.cell(CsvColumn.OPTION1))
          && sheet.value(variant, "option2").equalsIgnoreCase(row.cell(CsvColumn.OPTION2))
          && sheet.value(variant, "option3").equalsIgnoreCase(row.cell(CsvColumn.OPTION3))) {
        return variant;
      }
    }
    sheet.addVariant();
    int added = sheet.variants() - 1;
    sheet.put(added, "price", "");
    sheet.put(added, "stock", "0");
    return added;
  }
}
