package live.vitrine.stripe.checkout;

/** What an attempt to pay a session came to. */
public sealed interface PayOutcome {
  /** The session is complete and paid, by this attempt or by an earlier one. */
  record Paid() implements PayOutcome {}

  /** The session is complete, the money comes later or not at all. */
  record Delayed() implements PayOutcome {}

  /** The session stays open until 3-D Secure is completed or another card is tried. */
  record NeedsAuthentication() implements PayOutcome {}

  /** The session stays open for another card. */
  record Declined(Decline decline) implements PayOutcome {}

  /** The session can no longer be paid. */
  record Expired() implements PayOutcome {}
}
