package live.vitrine.web.audit;

import java.time.Clock;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The table {@code audit_entry}: only ever added to. */
public final class AuditLog {
  private final Clock clock;

  public AuditLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * Writes an entry.
   *
   * @param actor the account that did it; empty for nobody known, or the program itself
   * @param action a word for what was done, {@code sign-in.failed}
   * @param subject what it was done to, {@code order ABC}
   * @param address where the actor was; empty for the program itself
   */
  public void write(
      Handle handle,
      OptionalLong actor,
      String action,
      String subject,
      String detail,
      String address) {
    handle.execute(
        """
        INSERT INTO audit_entry (at, actor_id, action, subject, detail, address)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        clock.instant(),
        actor.isPresent() ? actor.getAsLong() : null,
        action,
        subject,
        detail,
        address);
  }
}
