package live.vitrine.web.mail;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.text.Message;

/**
 * What most mails are: some sentences and perhaps one link, in the language of who gets it.
 *
 * @param paragraphs before the link
 * @param more after the link
 */
public record Letter(
    Message subject, List<Message> paragraphs, Optional<Link> link, List<Message> more) {
  /** A link that stands alone. */
  public record Link(Message label, String url) {}

  /** A letter without a link. */
  public static Letter of(Message subject, Message... paragraphs) {
    return new Letter(subject, List.of(paragraphs), Optional.empty(), List.of());
  }

  /** The same with a link, and what is said below it. */
  public Letter with(Link shown, Message... below) {
    return new Letter(subject, paragraphs, Optional.of(shown), List.of(below));
  }
}
