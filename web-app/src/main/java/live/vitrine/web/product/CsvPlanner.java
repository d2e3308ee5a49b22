package live.vitrine.web.product;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import live.vitrine.web.product.ProductDraft.Stored;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.text.Message;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an import would do, without doing it. Rows with the same handle are one product,
 * or with the same name where they have none; which product of the shop that is says the handle if
 * it is a product's number, else a SKU, else the name. One thread, one use.
 */
final class CsvPlanner {
  private static final int SKUS_AT_ONCE = 500;

  private final Handle handle;
  private final Host host;
  private final Map<String, Long> productOfSku = new HashMap<>();
  private final Map<String, List<Long>> productsByName;

  private CsvPlanner(Handle handle, Host host) {
    this.handle = handle;
    this.host = host;
    this.productsByName =
        ProductRepository.names(handle, host.shopId()).entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    product -> lower(product.getValue()),
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }

  static CsvPlan plan(Handle handle, Host host, CsvFile file) {
    return new CsvPlanner(handle, host).plan(file);
  }

  private CsvPlan plan(CsvFile file) {
    findSkus(file);
    Map<String, List<CsvFile.Row>> groups = new LinkedHashMap<>();
    for (CsvFile.Row row : file.rows()) {
      groups.computeIfAbsent(key(row), _ -> new ArrayList<>()).add(row);
    }
    List<CsvPlan.Line> lines = new ArrayList<>();
    List<CsvPlan.Change> changes = new ArrayList<>();
    Map<String, Long> skuLines = new HashMap<>();
    Map<Long, Long> productLines = new HashMap<>();
    for (List<CsvFile.Row> rows : groups.values()) {
      Optional<Long> product = product(rows);
      Optional<Stored> stored =
          product.flatMap(id ->
              ProductRepository.find(handle, host.shopId(), id)
                  .map(row -> ProductEdits.stored(handle, row, host.currency())));
      CsvGroup group = new CsvGroup(host, stored, rows);
      product.ifPresent(
          id -> checkOnce(group, rows, productLines.putIfAbsent(id, rows.getFirst().line())));
      rows.forEach(row -> checkSku(group, row, stored, skuLines));
      if (stored.isEmpty() && sameName(rows).size() > 1) {
        group.problem(rows.getFirst(), "name", Message.of("product.csv.two-named"));
      }
      group.plan(lines, changes);
    }
    lines.sort(Comparator.comparingLong(CsvPlan.Line::number));
    return new CsvPlan(lines, changes);
  }

  private void findSkus(CsvFile file) {
    List<String> skus =
        file.rows().stream()
            .map(row -> row.cell(CsvColumn.SKU))
            .filter(sku -> !sku.isEmpty())
            .toList();
    for (int from = 0; from < skus.size(); from += SKUS_AT_ONCE) {
      List<String> some = skus.subList(from, Math.min(skus.size(), from + SKUS_AT_ONCE));
      VariantRepository.skus(handle, host.shopId(), some)
          .forEach(sku -> productOfSku.put(lower(sku.sku()), sku.productId()));
    }
  }

  /** What the rows of a product have in common. */
  private String key(CsvFile.Row row) {
    if (!row.cell(CsvColumn.HANDLE).isEmpty()) {
      return "handle " + lower(row.cell(CsvColumn.HANDLE));
    }
    if (!row.cell(CsvColumn.NAME).isEmpty()) {
      return "name " + lower(row.cell(CsvColumn.NAME));
    }
    Long product = productOfSku.get(lower(row.cell(CsvColumn.SKU)));
    return product == null ? "line " + row.line() : "product " + product;
  }

  private Optional<Long> product(List<CsvFile.Row> rows) {
    String number = rows.getFirst().cell(CsvColumn.HANDLE);
    if (number.matches("[1-9][0-9]{0,17}")
        && ProductRepository.find(handle, host.shopId(), Long.parseLong(number)).isPresent()) {
      return Optional.of(Long.valueOf(number));
    }
    Optional<Long> bySku =
        rows.stream()
            .map(row -> Optional.ofNullable(productOfSku.get(lower(row.cell(CsvColumn.SKU)))))
            .flatMap(Optional::stream)
            .findFirst();
    if (bySku.isPresent()) {
      return bySku;
    }
    List<Long> named = sameName(rows);
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private List<Long> sameName(List<CsvFile.Row> rows) {
    return productsByName.getOrDefault(lower(rows.getFirst().cell(CsvColumn.NAME)), List.of());
  }

  private static void checkOnce(CsvGroup group, List<CsvFile.Row> rows, @Nullable Long earlier) {
    if (earlier != null) {
      rows.forEach(row -> group.problem(row, "", Message.of("product.csv.same-product", earlier)));
    }
  }

  private void checkSku(
      CsvGroup group, CsvFile.Row row, Optional<Stored> stored, Map<String, Long> skuLines) {
    String sku = lower(row.cell(CsvColumn.SKU));
    if (sku.isEmpty()) {
      return;
    }
    Long earlier = skuLines.putIfAbsent(sku, row.line());
    if (earlier != null) {
      group.problem(row, "sku", Message.of("product.csv.same-variant", earlier));
    }
    Long product = productOfSku.get(sku);
    if (product != null && !stored.map(Stored::id).equals(Optional.of(product))) {
      group.problem(row, "sku", Message.of("product.csv.other-product"));
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
