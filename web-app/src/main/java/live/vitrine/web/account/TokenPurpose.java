package live.vitrine.web.account;

import java.time.Duration;

/** What a secret of ours allows whoever has it, and for how long. */
enum TokenPurpose {
  /** Mailed after sign-up. */
  CONFIRM("confirm", Duration.ofDays(2)),
  /** Mailed to set a new password. */
  RESET("reset", Duration.ofHours(1)),
  /** Mailed to the new address. */
  CHANGE_EMAIL("change-email", Duration.ofDays(2)),
  /** In a page: the password was right, the code is asked for. */
  SIGN_IN("sign-in", Duration.ofMinutes(10));

  private final String stored;
  private final Duration lifetime;

  TokenPurpose(String stored, Duration lifetime) {
    this.stored = stored;
    this.lifetime = lifetime;
  }

  String stored() {
    return stored;
  }

  Duration lifetime() {
    return lifetime;
  }
}
