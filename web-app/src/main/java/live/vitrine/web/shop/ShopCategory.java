package live.vitrine.web.shop;

import java.util.List;

/** What shops are about: a fixed list, so that shoppers can choose from it. */
public final class ShopCategory {
  /** In the order in which they are offered; the words are {@code shop.category.…}. */
  public static final List<String> ALL =
      List.of(
          "fashion",
          "beauty",
          "jewellery",
          "home",
          "kitchen",
          "food",
          "electronics",
          "games",
          "toys",
          "sports",
          "books",
          "music",
          "art",
          "collectibles",
          "plants",
          "pets",
          "vehicles",
          "other");

  private ShopCategory() {}
}
