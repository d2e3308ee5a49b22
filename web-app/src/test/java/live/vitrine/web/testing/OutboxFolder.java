package live.vitrine.web.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The mail that a {@link RunningWebApp} wrote, oldest first. */
public final class OutboxFolder {
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  private final Path folder;

  public OutboxFolder(Path folder) {
    this.folder = folder;
  }

  /** A mail as somebody reads it. */
  public record Received(String recipient, String subject, String text, String html) {
    /** Paths of the links in it, without scheme and host; not that of the start page. */
    public List<String> links() {
      return LINK.matcher(text)
          .results()
          .map(MatchResult::group)
          .map(link -> java.net.URI.create(link).getPath())
          .filter(path -> path.length() > 1)
          .toList();
    }
  }

  /** All that has been written to {@code recipient} until now. */
  public List<Received> to(String recipient) {
    return all().stream().filter(mail -> mail.recipient().equals(recipient)).toList();
  }

  /** Waits until there are {@code count} mails to {@code recipient}; answers the newest. */
  public Received await(String recipient, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> to(recipient).size() >= count);
    return to(recipient).get(count - 1);
  }

  /** Waits for mail to {@code recipient}; answers the paths of the links in all of it. */
  public List<String> links(String recipient) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !to(recipient).isEmpty());
    return to(recipient).stream().flatMap(mail -> mail.links().stream()).toList();
  }

  private List<Received> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted(Comparator.comparingLong(OutboxFolder::number))
          .map(OutboxFolder::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".eml", ""));
  }

  private static Received read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
      MimeMultipart parts = (MimeMultipart) message.getContent();
      return new Received(
          message.getRecipients(Message.RecipientType.TO)[0].toString(),
          message.getSubject(),
          text(parts.getBodyPart(0)),
          text(parts.getBodyPart(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(BodyPart part) throws MessagingException, IOException {
    return part.getContent().toString();
  }
}
