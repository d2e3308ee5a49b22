package live.vitrine.web.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** One product of an open shop, with its pictures. */
final class ProductDetailsRepository {
  private ProductDetailsRepository() {}

  static Optional<ProductDetails> find(Handle handle, long id) {
    List<Picture> pictures = new ArrayList<>();
    return handle
        .createQuery(
            """
            SELECT p.id, p.name, p.description, p.option1_name, p.option2_name, p.option3_name,
                   s.name AS shop_name, s.handle, s.currency, s.shipping_price, s.tax_included,
                   s.tax_basis_points, pp.picture_id, pp.alternative, pic.width, pic.height
            FROM product p
            JOIN shop s ON s.id = p.shop_id
            LEFT JOIN product_picture pp ON pp.product_id = p.id
            LEFT JOIN picture pic ON pic.id = pp.picture_id
            WHERE p.id = :id AND p.active = TRUE AND p.deleted_at IS NULL AND s.status = 'open'
            ORDER BY pp.position
            """)
        .bind("id", id)
        .reduceRows(
            Optional.empty(),
            (found, row) -> {
              // The list grows with the rows; the first row has all the rest.
              if (row.getColumn("picture_id", String.class) != null) {
                pictures.add(picture(row));
              }
              return found.isPresent() ? found : Optional.of(details(row, pictures));
            });
  }

  private static ProductDetails details(RowView row, List<Picture> pictures) {
    return new ProductDetails(
        row.getColumn("id", Long.class),
        row.getColumn("name", String.class),
        Paragraphs.of(row.getColumn("description", String.class)),
        Stream.of("option1_name", "option2_name", "option3_name")
            .flatMap(column -> Stream.ofNullable(row.getColumn(column, String.class)))
            .filter(name -> !name.isEmpty())
            .toList(),
        row.getColumn("shop_name", String.class),
        row.getColumn("handle", String.class),
        row.getColumn("tax_included", Boolean.class),
        row.getColumn("tax_basis_points", Integer.class) > 0,
        Money.of(
            row.getColumn("shipping_price", Long.class), row.getColumn("currency", String.class)),
        pictures);
  }

  private static Picture picture(RowView row) {
    String alternative = row.getColumn("alternative", String.class);
    return new Picture(
        row.getColumn("picture_id", String.class),
        alternative.isEmpty() ? row.getColumn("name", String.class) : alternative,
        row.getColumn("width", Integer.class),
        row.getColumn("height", Integer.class));
  }
}
