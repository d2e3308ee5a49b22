package live.vitrine.web.product;

import java.util.Locale;
import java.util.Optional;

/** The columns of a list of products, in the order in which they are exported. */
enum CsvColumn {
  HANDLE,
  NAME,
  DESCRIPTION,
  OPTION1_NAME,
  OPTION1,
  OPTION2_NAME,
  OPTION2,
  OPTION3_NAME,
  OPTION3,
  SKU,
  PRICE,
  COMPARE_AT,
  STOCK,
  LIMIT_PER_ORDER,
  ACTIVE;

  /** As it is in the first row of a file. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<CsvColumn> of(String title) {
    String wanted = title.strip().toLowerCase(Locale.ROOT);
    for (CsvColumn column : values()) {
      if (column.title().equals(wanted)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }
}
