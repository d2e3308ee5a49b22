package live.vitrine.web.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.vitrine.web.database.Database;
import live.vitrine.web.session.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what strangers leave behind, once an hour, on a virtual thread of its own: sessions and
 * links that have ended, and accounts whose address nobody confirmed within a month and that were
 * used for nothing.
 */
public final class AccountCleaning implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountCleaning.class);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration UNCONFIRMED = Duration.ofDays(30);

  private final Database database;
  private final Sessions sessions;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread worker = Thread.ofVirtual().name("account-cleaning").unstarted(this::run);

  public AccountCleaning(Database database, Sessions sessions, Clock clock) {
    this.database = database;
    this.sessions = sessions;
    this.clock = clock;
  }

  public void start() {
    worker.start();
  }

  private void run() {
    try {
      do {
        try {
          clean();
        } catch (RuntimeException e) {
          LOG.warn("What has ended is not removed: {}", e.getMessage());
        }
      } while (!closing.await(PAUSE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void clean() {
    Instant now = clock.instant();
    sessions.removeEnded();
    database.change(handle -> AccountTokens.removeExpired(handle, now));
    database.change(handle ->
        handle.execute(
            """
            DELETE FROM account
            WHERE email_confirmed_at IS NULL AND deleted_at IS NULL AND role = 'shopper'
              AND created_at < ?
              AND NOT EXISTS (SELECT 1 FROM shop WHERE owner_id = account.id)
              AND NOT EXISTS (SELECT 1 FROM shop_order WHERE account_id = account.id)
            """,
            now.minus(UNCONFIRMED)));
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
