package live.vitrine.web.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import live.vitrine.web.database.Database;
import org.jdbi.v3.core.Handle;

/**
 * The shop that is measured: {@value #SHOPS} shops with {@value #PRODUCTS} products of three
 * variants each, some of them at a flash price, and {@value #BUYERS} people who are signed in. Made
 * by MariaDB's own sequences, which takes a second or two.
 */
final class SeededShop {
  static final int SHOPS = 50;
  static final int PRODUCTS = 10_000;
  static final int VARIANTS_EACH = 3;
  static final int BUYERS = 20_000;
  static final int STOCK = 1_000_000;
  static final List<String> CATEGORIES =
      List.of("fashion", "home", "kitchen", "electronics", "toys", "sports", "books", "art");
  static final List<String> WORDS =
      List.of(
          "linen",
          "oak",
          "amber",
          "velvet",
          "copper",
          "woollen",
          "silver",
          "cotton",
          "walnut",
          "marble",
          "crimson",
          "ivory",
          "jacket",
          "lamp",
          "kettle",
          "scarf",
          "vase",
          "puzzle",
          "blanket",
          "notebook",
          "teapot",
          "cushion",
          "basket",
          "mirror");
  private static final int ADJECTIVES = 12;

  private SeededShop() {}

  /** A list of texts as Lua writes it, without its braces; SQL writes it the same. */
  static String luaList(List<String> texts) {
    return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
  }

  static void seed(Database database) {
    database.change(SeededShop::seed);
  }

  private static void seed(Handle handle) {
    handle.execute("SET unique_checks = 0, foreign_key_checks = 0");
    handle.execute(
        """
        INSERT INTO account (id, email, email_confirmed_at, display_name, role, created_at)
        SELECT seq, CONCAT('buyer', seq, '@example.org'), UTC_TIMESTAMP(3),
               CONCAT('Buyer ', seq), IF(seq <= %d, 'host', 'shopper'), UTC_TIMESTAMP(3)
        FROM seq_1_to_%d
        """
            .formatted(SHOPS, BUYERS));
    handle.execute(
        """
        INSERT INTO session
          (token_hash, account_id, csrf_token, created_at, seen_at, expires_at, address, agent)
        SELECT UNHEX(SHA2(LPAD(seq, 43, 'b'), 256)), seq, LPAD(seq, 43, 'c'), UTC_TIMESTAMP(3),
               UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, UTC_TIMESTAMP(3) + INTERVAL 1 DAY, '127.0.0.1',
               'bench'
        FROM seq_1_to_%d
        """
            .formatted(BUYERS));
    handle.execute(
        """
        INSERT INTO shop (id, owner_id, handle, name, description, category, status, currency,
          shipping_price, tax_basis_points, tax_included, stream_id, created_at)
        SELECT seq, seq, CONCAT('shop-', seq), CONCAT('Shop ', seq), 'Things that last.',
               ELT(1 + MOD(seq, %d), %s), 'open', 'EUR', 490, 1900, TRUE, CONCAT('stream-', seq),
               UTC_TIMESTAMP(3)
        FROM seq_1_to_%d
        """
            .formatted(CATEGORIES.size(), luaList(CATEGORIES), SHOPS));
    handle.execute(
        """
        INSERT INTO product (id, shop_id, name, description, option1_name, shelf_position,
          created_at, updated_at)
        SELECT seq, 1 + MOD(seq, %d),
               CONCAT(ELT(1 + MOD(seq, %d), %s), ' ', ELT(1 + MOD(seq DIV 7, %d), %s), ' ', seq),
               CONCAT(REPEAT('Made by hand, in small numbers, for a long life. ', 4),
                 '\\n\\n', REPEAT('Comes well packed within three days. ', 3)),
               'Size', seq, UTC_TIMESTAMP(3) - INTERVAL seq MINUTE, UTC_TIMESTAMP(3)
        FROM seq_1_to_%d
        """
            .formatted(
                SHOPS,
                ADJECTIVES,
                luaList(WORDS.subList(0, ADJECTIVES)),
                WORDS.size() - ADJECTIVES,
                luaList(WORDS.subList(ADJECTIVES, WORDS.size())),
                PRODUCTS));
    handle.execute(
        """
        INSERT INTO picture (id, width, height, created_at)
        SELECT MD5(seq), 1600, 1200, UTC_TIMESTAMP(3) FROM seq_1_to_%d
        """
            .formatted(PRODUCTS));
    handle.execute(
        """
        INSERT INTO product_picture (product_id, position, picture_id)
        SELECT seq, 0, MD5(seq) FROM seq_1_to_%d
        """
            .formatted(PRODUCTS));
    handle.execute(
        """
        INSERT INTO variant (id, product_id, shop_id, sku, option1, price, stock, position)
        SELECT seq, 1 + (seq - 1) DIV %1$d, 1 + MOD(1 + (seq - 1) DIV %1$d, %2$d),
               CONCAT('SKU-', seq), ELT(1 + MOD(seq, 3), 'S', 'M', 'L'), 1000 + MOD(seq * 37, 9000),
               %3$d, MOD(seq, 3)
        FROM seq_1_to_%4$d
        """
            .formatted(VARIANTS_EACH, SHOPS, STOCK, PRODUCTS * VARIANTS_EACH));
    handle.execute(
        """
        INSERT INTO flash_price (variant_id, price, starts_at, ends_at, created_at)
        SELECT seq * 100, 900, UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE,
               UTC_TIMESTAMP(3) + INTERVAL 1 DAY, UTC_TIMESTAMP(3)
        FROM seq_1_to_%d
        """
            .formatted(PRODUCTS * VARIANTS_EACH / 100));
    handle.execute("SET unique_checks = 1, foreign_key_checks = 1");
  }

  /** The cookie of a buyer, 1 to {@value #BUYERS}. */
  static String cookie(int buyer) {
    return "session=" + padded(buyer, 'b');
  }

  /** What a buyer's forms carry. */
  static String csrf(int buyer) {
    return padded(buyer, 'c');
  }

  private static String padded(int number, char with) {
    String digits = Integer.toString(number);
    return String.valueOf(with).repeat(43 - digits.length()) + digits;
  }

  /** The address of the shop that has a variant. */
  static String shopOf(int variant) {
    int product = 1 + (variant - 1) / VARIANTS_EACH;
    return "shop-" + (1 + product % SHOPS);
  }
}
