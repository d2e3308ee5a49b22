package live.vitrine.stripe.checkout;

/** A shipping rate at a fixed price, in the smallest unit of the session's currency. */
public record Shipping(String rateId, String displayName, long amount) {}
