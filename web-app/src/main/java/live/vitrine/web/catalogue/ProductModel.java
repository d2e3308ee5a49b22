package live.vitrine.web.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.Offer;

/**
 * What a product's page shows.
 *
 * @param offers of the variants that may be bought, sold out or not, in the host's order
 * @param chosen the variant that was asked for, else the first that is not sold out; empty without
 *     variants
 * @param structuredData for search engines, safe within a script element
 */
public record ProductModel(
    ProductDetails product,
    List<Offer> offers,
    Optional<Offer> chosen,
    String structuredData,
    Instant now) {
  /** So few variants are keys to press; more are a list to open. */
  private static final int MOST_KEYS = 12;

  /** Below this it is said how many pieces there are. */
  private static final int FEW = 10;

  static Optional<Offer> choose(List<Offer> offers, Optional<Long> asked) {
    return offers.stream()
        .filter(offer -> asked.isPresent() && offer.variantId() == asked.get())
        .findFirst()
        .or(() -> offers.stream().filter(offer -> offer.most() > 0).findFirst())
        .or(() -> offers.stream().findFirst());
  }

  public boolean hasChoice() {
    return offers.size() > 1;
  }

  public boolean hasFewVariants() {
    return offers.size() <= MOST_KEYS;
  }

  /** Whether variants differ in price, so that each must say its own. */
  public boolean pricesDiffer() {
    return offers.stream().map(Offer::price).distinct().count() > 1;
  }

  /** What no quantity may exceed, whichever variant is chosen. */
  public int mostOfAny() {
    return offers.stream().mapToInt(Offer::most).max().orElse(0);
  }

  public boolean isSoldOut() {
    return offers.stream().noneMatch(offer -> offer.most() > 0);
  }

  /** What is crossed out beside the price of an offer: something that is more. */
  public static Optional<Money> crossedOut(Offer offer) {
    return offer.flash().isPresent() && offer.usualPrice().isGreaterThan(offer.price())
        ? Optional.of(offer.usualPrice())
        : offer.compareAt().filter(before -> before.isGreaterThan(offer.price()));
  }

  /** Whether so little is left that it should be said. */
  public static boolean isScarce(Offer offer) {
    return offer.available() > 0 && offer.available() <= FEW;
  }

  /** Seconds until a flash price ends. */
  public long secondsLeft(Offer.Flash flash) {
    return Math.max(0, Duration.between(now, flash.endsAt()).toSeconds());
  }
}
