package live.vitrine.stripe.checkout;

import org.jspecify.annotations.Nullable;

/** Who pays, as typed into the payment page. */
public record Payer(@Nullable String email, @Nullable String name) {
  public static final Payer UNKNOWN = new Payer(null, null);
}
