package live.vitrine.web.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox, one after the other, on a virtual thread of its own. Several
 * processes may do so with one database: each mail is taken by one of them. What is not taken by
 * the server is tried again, less and less often, {@value #MOST_ATTEMPTS} times in about a day.
 */
public final class MailSender implements AutoCloseable {
  static final int MOST_ATTEMPTS = 12;
  private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
  // Longer than any attempt can last: every step of it has a limit.
  private static final Duration CLAIM = Duration.ofMinutes(15);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration CLEANING = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final Delivery delivery;
  private final MimeMails mimeMails;
  private final Semaphore posted = new Semaphore(0);
  private final Thread worker;
  private Instant nextCleaning = Instant.EPOCH;
  private volatile boolean closing;

  /**
   * @param outbox whose mail is sent without delay
   * @throws IOException the sender's address in the settings is none
   */
  public MailSender(Settings settings, Database database, Outbox outbox, Clock clock)
      throws IOException {
    this.database = database;
    this.clock = clock;
    Path folder = settings.data().resolve("outbox");
    Optional<Delivery> smtp = settings.mail().smtpUrl().map(SmtpDelivery::new);
    this.delivery = smtp.orElseGet(() -> new FolderDelivery(folder));
    if (smtp.isEmpty()) {
      LOG.info("Mail is not sent: it is written to {}", folder);
    }
    try {
      String host = settings.publicUrl().map(java.net.URI::getHost).orElse("localhost");
      this.mimeMails = new MimeMails(settings.mail().from(), host);
    } catch (MessagingException e) {
      throw new IOException("mail.from is no address: " + settings.mail().from(), e);
    }
    this.worker = Thread.ofVirtual().name("mail").unstarted(this::run);
    outbox.whenPosted(posted::release);
  }

  public void start() {
    worker.start();
  }

  private void run() {
    try {
      while (!closing) {
        if (!sendNextOrWarn()) {
          // At once when a mail is posted here; now and then for what others posted or is due.
          boolean woken = posted.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
          if (woken) {
            posted.drainPermits();
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sendNextOrWarn() {
    try {
      boolean sent = sendNext();
      if (!sent) {
        clean();
      }
      return sent;
    } catch (RuntimeException e) {
      LOG.warn("Mail waits: {}", e.getMessage());
      return false;
    }
  }

  /** Tries one mail. Answers whether there was one. */
  private boolean sendNext() {
    Instant now = clock.instant();
    Optional<WaitingMail> claimed =
        database.transaction(handle -> MailRepository.claim(handle, now, now.plus(CLAIM)));
    claimed.ifPresent(this::send);
    return claimed.isPresent();
  }

  private void send(WaitingMail mail) {
    Optional<String> error = deliver(mail);
    Instant now = clock.instant();
    if (error.isEmpty()) {
      database.change(handle -> MailRepository.sent(handle, mail.id(), now));
    } else if (mail.attempts() >= MOST_ATTEMPTS) {
      LOG.warn("Mail {} was given up: {}", mail.id(), error.get());
      database.change(handle -> MailRepository.failed(handle, mail.id(), error.get()));
    } else {
      LOG.warn("Mail {} was not taken (attempt {}): {}", mail.id(), mail.attempts(), error.get());
      Instant next = now.plus(pauseAfter(mail.attempts()));
      database.change(handle -> MailRepository.again(handle, mail.id(), next, error.get()));
    }
  }

  /** Hands it over; answers what went wrong, if something did. */
  private Optional<String> deliver(WaitingMail mail) {
    try {
      delivery.deliver(mail.id(), mimeMails.message(mail, clock.instant()));
      return Optional.empty();
    } catch (MessagingException | IOException | RuntimeException e) {
      return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  /** Twice as long each time. */
  static Duration pauseAfter(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void clean() {
    Instant now = clock.instant();
    if (now.isAfter(nextCleaning)) {
      nextCleaning = now.plus(CLEANING);
      database.change(handle -> MailRepository.removeOld(handle, now.minus(KEPT)));
    }
  }

  /** Finishes the mail it is at. What is left waits in the database. */
  @Override
  public void close() {
    closing = true;
    posted.release();
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
