package live.vitrine.stripe.checkout;

import com.google.errorprone.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Why a card did not pay, in Stripe's words. */
@Immutable
public record Decline(String code, @Nullable String declineCode, String message) {
  static final Decline AUTHENTICATION_FAILED =
      new Decline(
          "payment_intent_authentication_failure",
          null,
          "We are unable to authenticate your payment method. Please choose a different payment"
              + " method and try again.");
  static final Decline DELAYED_PAYMENT_FAILED =
      new Decline(
          "payment_intent_payment_attempt_failed",
          null,
          "The payment failed. The bank returned it.");
  static final Decline NOT_A_TEST_CARD =
      new Decline(
          "card_declined",
          "test_mode_live_card",
          "Your card was declined. Your request was in test mode, but used a non test card. For a"
              + " list of valid test cards, visit: https://stripe.com/docs/testing.");
}
