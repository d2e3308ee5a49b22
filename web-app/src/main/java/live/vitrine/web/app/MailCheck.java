package live.vitrine.web.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import live.vitrine.web.admin.Health;
import live.vitrine.web.admin.HealthCheck;
import live.vitrine.web.database.Database;
import live.vitrine.web.mail.MailHealth;
import live.vitrine.web.text.Message;

/** Whether mail goes out. */
final class MailCheck implements HealthCheck {
  // The second attempt comes after 30 s: what waits longer was refused more than once.
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;

  MailCheck(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Health run() {
    return health(database.read(MailHealth::read), clock.instant());
  }

  static Health health(MailHealth mail, Instant now) {
    return mail.oldest().filter(oldest -> oldest.isBefore(now.minus(LONG))).isPresent()
        ? new Health.Failing(
            Message.of("admin.health.mail.late", mail.waiting(), mail.lastError().orElse("")),
            Message.of("admin.health.mail.do"))
        : new Health.Healthy(Message.of("admin.health.mail.fine", mail.waiting(), mail.failed()));
  }
}
