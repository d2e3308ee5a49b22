package live.vitrine.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.config.InvalidSettingsException;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.testing.OutboxFolder;
import live.vitrine.web.testing.SettableClock;
import live.vitrine.web.testing.SmtpServer;
import live.vitrine.web.testing.TestDatabase;
import live.vitrine.web.text.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailSenderIT {
  private static final String TO = "ada@example.org";

  @TempDir private Path data;
  private final SettableClock clock = new SettableClock();
  private final Database database = TestDatabase.open();
  private final Outbox outbox = new Outbox(clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void sendsBySmtpWhatWasPosted() throws Exception {
    try (SmtpServer server = new SmtpServer();
        MailSender sender = sender(server.url())) {
      sender.start();
      post("Ein Gruß", Optional.empty());
      await().atMost(Duration.ofSeconds(20)).until(() -> !server.messages().isEmpty());

      String message = server.messages().getFirst();
      assertThat(message)
          .contains("To: " + TO)
          .contains("From: Vitrine <noreply@localhost>")
          .contains("Subject: =?UTF-8?")
          .contains("multipart/alternative")
          .contains("Message-ID: <mail-");
      assertThat(server.commands()).contains("RCPT TO:<" + TO + ">");
      await().until(() -> health().waiting() == 0);
      assertThat(health().lastError()).isEmpty();
    }
  }

  @Test
  void triesAgainLaterWhatWasNotTaken() throws Exception {
    try (SmtpServer server = new SmtpServer();
        MailSender sender = sender(server.url())) {
      server.refuse(2);
      sender.start();
      post("Hello", Optional.empty());
      await().atMost(Duration.ofSeconds(20)).until(() -> health().lastError().isPresent());
      assertThat(health().lastError().orElseThrow()).contains("451");
      assertThat(health().waiting()).isEqualTo(1);

      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return !server.messages().isEmpty();
          });
      await().until(() -> health().waiting() == 0);
      assertThat(server.messages()).hasSize(1);
    }
  }

  @Test
  void givesUpInTheEnd() throws Exception {
    post("Hello", Optional.empty());
    database.change(
        handle -> handle.execute("UPDATE mail SET attempts = ?", MailSender.MOST_ATTEMPTS - 1));
    try (SmtpServer server = new SmtpServer();
        MailSender sender = sender(server.url())) {
      server.refuse(1);
      sender.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> health().failed() == 1);
      assertThat(server.messages()).isEmpty();
    }
  }

  @Test
  void saysNoPasswordWithoutEncryption() throws Exception {
    try (SmtpServer server = new SmtpServer();
        MailSender sender = sender(server.urlWithCredentials())) {
      sender.start();
      post("Hello", Optional.empty());
      await().atMost(Duration.ofSeconds(20)).until(() -> health().lastError().isPresent());

      assertThat(health().lastError().orElseThrow()).contains("STARTTLS");
      assertThat(server.messages()).isEmpty();
      assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void sendsEachMailOnceWhoeverSends() throws Exception {
    try (SmtpServer server = new SmtpServer();
        MailSender one = sender(server.url());
        MailSender two = sender(server.url())) {
      for (int i = 0; i < 40; i++) {
        post("Mail " + i, Optional.empty());
      }
      one.start();
      two.start();
      await().atMost(Duration.ofSeconds(40)).until(() -> health().waiting() == 0);

      assertThat(server.messages()).hasSize(40);
    }
  }

  @Test
  void writesToAFolderWithoutAServer() throws Exception {
    try (MailSender sender = sender(null)) {
      sender.start();
      post("Hello", Optional.empty());
      OutboxFolder.Received mail = new OutboxFolder(data.resolve("outbox")).await(TO, 1);

      assertThat(mail.subject()).isEqualTo("Hello");
      assertThat(mail.text()).contains("Some <text>");
      assertThat(mail.html()).contains("<p>Some</p>");
      await().until(() -> health().waiting() == 0);
      assertThat(
              database.<String>read(
                  handle -> handle.createQuery("SELECT text FROM mail").mapTo(String.class).one()))
          .as("links are forgotten")
          .isEmpty();
    }
  }

  @Test
  void postsOneMailForEachUniqueKey() {
    post("Receipt", Optional.of("receipt-1"));
    post("Receipt", Optional.of("receipt-1"));

    assertThat(health().waiting()).isEqualTo(1);
  }

  @Test
  void letsNothingAddAHeaderOrARecipient() {
    assertThat(mail("a\r\nBcc: eve@example.org", TO).subject()).isEqualTo("a Bcc: eve@example.org");
    assertThat(mail("x".repeat(300), TO).subject()).hasSize(200);
    for (String recipient :
        new String[] {TO + "\r\nBcc: eve@example.org", TO + ",eve@example.org", "", "ada"}) {
      assertThatThrownBy(() -> mail("a", recipient)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void writesLettersInTheReadersLanguageAndEscapesThemInHtmlOnly() {
    MailTemplates templates = new MailTemplates(URI.create("https://shop.example.org"));
    Letter letter =
        Letter.of(Message.of("mail.account.reset.subject"), Message.of("account.email.now", "<b>&"))
            .with(new Letter.Link(Message.of("mail.account.reset.link"), "https://a.b/c?d=e&f=g"));

    Mail german = templates.letter(TO, Locale.GERMAN, letter);

    assertThat(german.subject()).isEqualTo("Neues Passwort setzen");
    assertThat(german.text()).contains("Ihre Adresse ist <b>&.").contains("https://a.b/c?d=e&f=g");
    assertThat(german.html())
        .contains("Ihre Adresse ist &lt;b&gt;&amp;.")
        .contains("href=\"https://a.b/c?d=e&amp;f=g\"")
        .contains("lang=\"de\"");
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToALimit() {
    assertThat(MailSender.pauseAfter(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(MailSender.pauseAfter(2)).isEqualTo(Duration.ofMinutes(1));
    assertThat(MailSender.pauseAfter(60)).isEqualTo(Duration.ofHours(6));
  }

  private MailHealth health() {
    return database.read(MailHealth::read);
  }

  private void post(String subject, Optional<String> key) {
    Mail mail = new Mail(key, TO, subject, "Some <text>\n", "<p>Some</p>");
    database.change(handle -> outbox.post(handle, mail));
  }

  private static Mail mail(String subject, String recipient) {
    return new Mail(Optional.empty(), recipient, subject, "", "");
  }

  private MailSender sender(@org.jspecify.annotations.Nullable URI smtp)
      throws IOException, InvalidSettingsException {
    Map<String, String> environment = new HashMap<>();
    environment.put("VITRINE_DATA", data.toString());
    if (smtp != null) {
      environment.put("VITRINE_MAIL_SMTP_URL", smtp.toString());
    }
    return new MailSender(Settings.load(environment, data), database, outbox, clock);
  }
}
