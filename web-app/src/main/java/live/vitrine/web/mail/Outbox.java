package live.vitrine.web.mail;

import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Where mail waits to be sent: the table {@code mail}. */
public final class Outbox {
  private final Clock clock;
  private volatile Runnable whenPosted = () -> {};

  public Outbox(Clock clock) {
    this.clock = clock;
  }

  /** Runs {@code sender} after each mail that was posted here. */
  void whenPosted(Runnable sender) {
    whenPosted = sender;
  }

  /** Puts a mail on its way when the transaction of {@code handle} is committed. */
  public void post(Handle handle, Mail mail) {
    Instant now = clock.instant();
    handle
        .createUpdate(
            """
            INSERT INTO mail
              (unique_key, recipient, subject, text, html, state, next_attempt_at, created_at)
            VALUES (:key, :recipient, :subject, :text, :html, 'waiting', :now, :now)
            ON DUPLICATE KEY UPDATE unique_key = unique_key
            """)
        .bind("key", mail.uniqueKey().orElse(null))
        .bind("recipient", mail.recipient())
        .bind("subject", mail.subject())
        .bind("text", mail.text())
        .bind("html", mail.html())
        .bind("now", now)
        .execute();
    handle.afterCommit(whenPosted);
  }
}
