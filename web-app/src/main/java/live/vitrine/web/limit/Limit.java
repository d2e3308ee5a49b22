package live.vitrine.web.limit;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.List;

/**
 * What is limited, and to how many. Several rates make the wait grow the longer somebody goes on.
 * Each says what its key is.
 */
public enum Limit {
  /**
   * Wrong passwords, by address and account. Not by account alone: strangers could lock its owner
   * out.
   */
  SIGN_IN(rate(10, Duration.ofMinutes(5)), rate(30, Duration.ofHours(2))),
  /** Wrong passwords, by address. */
  SIGN_IN_ADDRESS(rate(100, Duration.ofHours(1))),
  /** Wrong codes after the right password, by account. */
  CODE(rate(10, Duration.ofMinutes(5)), rate(30, Duration.ofHours(2))),
  /** The password asked for again, by account. */
  PASSWORD(rate(10, Duration.ofMinutes(5)), rate(30, Duration.ofHours(2))),
  /** New accounts, by address. */
  SIGN_UP(rate(20, Duration.ofHours(1))),
  /** Mail that a stranger can cause, by account. */
  ACCOUNT_MAIL(rate(3, Duration.ofHours(1))),
  /** Mail that a stranger can cause, by address. */
  ADDRESS_MAIL(rate(20, Duration.ofHours(1))),
  /** Links from mails that are tried, by address. */
  LINK(rate(60, Duration.ofMinutes(10))),
  /** All that there is about an account, by account. */
  EXPORT(rate(10, Duration.ofHours(1))),
  /** Files, by account. */
  UPLOAD(rate(120, Duration.ofMinutes(10))),
  /** Orders made, by account. */
  CHECKOUT(rate(20, Duration.ofMinutes(1)));

  /** So many in so long; they come back evenly. */
  @Immutable
  record Rate(int count, Duration period) {}

  private final Rate shorter;
  private final Rate longer;

  Limit(Rate only) {
    this(only, only);
  }

  Limit(Rate shorter, Rate longer) {
    this.shorter = shorter;
    this.longer = longer;
  }

  private static Rate rate(int count, Duration period) {
    return new Rate(count, period);
  }

  List<Rate> rates() {
    return shorter.equals(longer) ? List.of(shorter) : List.of(shorter, longer);
  }
}
