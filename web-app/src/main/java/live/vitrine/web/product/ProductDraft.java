package live.vitrine.web.product;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A product as a host wants it.
 *
 * @param optionNames what there is to choose, at most {@value Limits#OPTIONS}
 * @param variants at least one, each with as many options as there are names
 */
public record ProductDraft(
    String name,
    String description,
    List<String> optionNames,
    List<Picture> pictures,
    List<Variant> variants) {

  /**
   * A picture of it.
   *
   * @param alternative in words, for those who do not see it
   */
  public record Picture(String id, String alternative) {}

  /**
   * Something that can be bought.
   *
   * @param id empty for a new one
   * @param sku empty where one is to be made up
   * @param stockShown the stock that the host saw when they wrote {@code stock}; zero for a new one
   */
  public record Variant(
      Optional<Long> id,
      List<String> options,
      String sku,
      int stockShown,
      int stock,
      Money price,
      Optional<Money> compareAt,
      Optional<Integer> limitPerOrder,
      boolean active) {

    /**
     * What is to be added to the stock. Pieces that were sold since the host looked stay sold: it
     * is the difference that counts, not the number.
     */
    int stockChange() {
      return stock - stockShown;
    }

    /** Whether all but the stock is the same. */
    boolean isLike(Variant other) {
      return withoutStock().equals(other.withoutStock());
    }

    private Variant withoutStock() {
      return new Variant(id, options, sku, 0, 0, price, compareAt, limitPerOrder, active);
    }

    Variant withSku(String other) {
      return new Variant(
          id, options, other, stockShown, stock, price, compareAt, limitPerOrder, active);
    }
  }

  /**
   * A product as it is kept.
   *
   * @param version counts its edits
   */
  public record Stored(long id, int version, boolean active, ProductDraft draft) {}
}
