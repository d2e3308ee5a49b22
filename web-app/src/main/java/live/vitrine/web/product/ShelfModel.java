package live.vitrine.web.product;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.money.Money;

/**
 * What the list of products shows.
 *
 * @param show all, active, inactive
 * @param wholeShelf whether these are all products, in the order of the shelf
 * @param count products that were found, on all pages
 */
public record ShelfModel(
    Form form,
    String words,
    String show,
    boolean wholeShelf,
    List<Row> rows,
    int count,
    int pageNumber) {

  /**
   * A product in the list.
   *
   * @param soldOut variants of which nothing is left
   */
  public record Row(
      long id,
      String name,
      boolean active,
      Optional<String> pictureId,
      int variants,
      int soldOut,
      long stock,
      Money lowest,
      Money highest) {}

  public int pageCount() {
    return Math.max(1, (count + ProductSearch.PAGE - 1) / ProductSearch.PAGE);
  }

  /** The place of a row on the shelf, counted from 1. */
  public int place(int row) {
    return (pageNumber - 1) * ProductSearch.PAGE + row + 1;
  }

  /** Where another page of the same list is. */
  public String address(int page) {
    return ShelfRoutes.LIST
        + "?q="
        + URLEncoder.encode(words, StandardCharsets.UTF_8)
        + "&show="
        + show
        + "&page="
        + page;
  }
}
