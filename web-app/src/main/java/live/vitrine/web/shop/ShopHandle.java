package live.vitrine.web.shop;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of shops in addresses: {@code [a-z0-9-]{3,40}}, and none that could mislead. */
final class ShopHandle {
  static final int SHORTEST = 3;
  static final int LONGEST = 40;
  private static final Pattern ALLOWED =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]{%d,%d})[a-z0-9]".formatted(SHORTEST - 2, LONGEST - 2));
  private static final Set<String> RESERVED =
      Set.of(
          "about",
          "account",
          "admin",
          "administrator",
          "api",
          "assets",
          "cart",
          "checkout",
          "demo",
          "health",
          "healthz",
          "help",
          "home",
          "host",
          "hosts",
          "imprint",
          "language",
          "legal",
          "live",
          "metrics",
          "news",
          "null",
          "official",
          "order",
          "orders",
          "pay",
          "payment",
          "payments",
          "pictures",
          "privacy",
          "product",
          "products",
          "readyz",
          "root",
          "search",
          "security",
          "setup",
          "shop",
          "shops",
          "sign-in",
          "sign-out",
          "sign-up",
          "status",
          "stripe",
          "support",
          "system",
          "terms",
          "test",
          "undefined",
          "vitrine",
          "webhooks",
          "www");

  private ShopHandle() {}

  /** Whether it has the right characters: no hyphen at an end, and not two in a row. */
  static boolean isWellFormed(String text) {
    return ALLOWED.matcher(text).matches() && !text.contains("--");
  }

  static boolean isReserved(String text) {
    return RESERVED.contains(text);
  }

  /** A handle made of a shop's name; empty where the name has nothing that could be kept. */
  static String suggest(String name) {
    String plain =
        name.replace("ß", "ss")
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("Ä", "ae")
            .replace("Ö", "oe")
            .replace("Ü", "ue");
    String kept =
        Normalizer.normalize(plain, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept;
    String handle = cut.replaceAll("-$", "");
    if (handle.isEmpty()) {
      return "";
    }
    return handle.length() < SHORTEST || isReserved(handle) ? "shop-" + handle : handle;
  }
}
