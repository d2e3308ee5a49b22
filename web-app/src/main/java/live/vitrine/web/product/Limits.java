package live.vitrine.web.product;

/** How much a host can have. */
final class Limits {
  static final int PRODUCTS = 10_000;
  static final int VARIANTS = 100;
  static final int PICTURES = 10;
  static final int OPTIONS = 3;
  static final int NAME = 120;
  static final int DESCRIPTION = 5_000;
  static final int OPTION = 40;
  static final int SKU = 64;
  static final int ALTERNATIVE = 200;
  static final int STOCK = 1_000_000;
  static final int PER_ORDER = 9_999;

  /** Flash prices of a product that are not over. */
  static final int FLASH_PRICES = 100;

  /** Bytes of a form with its pictures. */
  static final long FORM_BYTES = 32L * 1024 * 1024;

  private Limits() {}
}
