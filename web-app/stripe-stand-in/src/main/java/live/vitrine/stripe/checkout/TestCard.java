package live.vitrine.stripe.checkout;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stripe's test cards as far as a shop meets them, and one delayed payment method. */
public enum TestCard {
  VISA("4242424242424242", "pm_card_visa", null),
  MASTERCARD("5555555555554444", "pm_card_mastercard", null),
  AMEX("378282246310005", "pm_card_amex", null),
  DECLINED(
      "4000000000000002",
      "pm_card_visa_chargeDeclined",
      new Decline("card_declined", "generic_decline", "Your card was declined.")),
  INSUFFICIENT_FUNDS(
      "4000000000009995",
      "pm_card_visa_chargeDeclinedInsufficientFunds",
      new Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")),
  EXPIRED(
      "4000000000000069",
      "pm_card_chargeDeclinedExpiredCard",
      new Decline("expired_card", null, "Your card has expired.")),
  INCORRECT_CVC(
      "4000000000000127",
      "pm_card_chargeDeclinedIncorrectCvc",
      new Decline("incorrect_cvc", null, "Your card's security code is incorrect.")),
  AUTHENTICATION_REQUIRED("4000002500003155", "pm_card_authenticationRequiredOnSetup", null),
  AUTHENTICATION_ALWAYS("4000002760003184", "pm_card_authenticationRequired", null),
  /** The money comes, but its refund is pending until it is settled. */
  REFUND_PENDING("4000000000007726", "pm_card_pendingRefund", null),
  /** The money comes, but its refund fails a moment later. */
  REFUND_FAILS("4000000000005126", "pm_card_refundFail", null),
  /** Not a card: a bank debit that is settled, or fails, later by a control call. */
  DELAYED("000123456789", "pm_delayed", null);

  private final String number;
  private final String paymentMethod;
  private final @Nullable Decline decline;

  TestCard(String number, String paymentMethod, @Nullable Decline decline) {
    this.number = number;
    this.paymentMethod = paymentMethod;
    this.decline = decline;
  }

  /** By its number (spaces allowed), by its {@code pm_…} name, or {@code delayed}. */
  public static Optional<TestCard> find(String text) {
    String plain = text.replace(" ", "").replace("-", "");
    return Arrays.stream(values())
        .filter(card ->
            card.number.equals(plain)
                || card.paymentMethod.equals(text)
                || (card == DELAYED && text.equals("delayed")))
        .findFirst();
  }

  public String number() {
    return number;
  }

  /** In groups of four, as on the card. */
  public String spacedNumber() {
    return number.replaceAll("(.{4})(?=.)", "$1 ");
  }

  public String lastFour() {
    return number.substring(number.length() - 4);
  }

  public String brand() {
    return switch (this) {
      case MASTERCARD -> "mastercard";
      case AMEX -> "amex";
      default -> "visa";
    };
  }

  @Nullable Decline decline() {
    return decline;
  }

  boolean asksForAuthentication() {
    return this == AUTHENTICATION_REQUIRED || this == AUTHENTICATION_ALWAYS;
  }
}
