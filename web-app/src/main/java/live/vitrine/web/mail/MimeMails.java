package live.vitrine.web.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Makes messages as they travel: plain text, and the same as HTML. */
final class MimeMails {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Session session = Session.getInstance(new Properties());
  private final InternetAddress from;
  private final String host;

  /**
   * @param from {@code Name <name@host>}
   * @param host what the messages' own names end with
   */
  MimeMails(String from, String host) throws MessagingException {
    this.from = new InternetAddress(from, true);
    this.host = host;
  }

  MimeMessage message(WaitingMail mail, Instant now) throws MessagingException {
    MimeMessage message = new NamedMessage(session, "<mail-" + mail.id() + "@" + host + ">");
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
    message.setSubject(mail.subject(), UTF_8);
    message.setSentDate(Date.from(now));
    // Absence notices and the like are not to answer.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** Has the same name at each attempt: who gets it twice sees it once. */
  private static final class NamedMessage extends MimeMessage {
    private final String name;

    NamedMessage(Session session, String name) {
      super(session);
      this.name = name;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", name);
    }
  }
}
