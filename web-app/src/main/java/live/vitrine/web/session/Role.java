package live.vitrine.web.session;

import java.util.Locale;

/** What somebody may do; each may do all that those before may. */
public enum Role {
  SHOPPER,
  HOST,
  ADMINISTRATOR;

  /** As the database has it. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
