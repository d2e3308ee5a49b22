package live.vitrine.web.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Message;
import live.vitrine.web.text.Messages;
import org.jspecify.annotations.Nullable;

/**
 * Makes mails of templates: each is there twice, as HTML in {@code src/main/jte/mail} and as plain
 * text in {@code src/main/jte-text/mail}, and takes {@code words} ({@link Messages}) and {@code
 * model}. Any thread.
 */
public final class MailTemplates {
  /** Where the build puts the templates of plain text; see pom.xml. */
  private static final String TEXT_PACKAGE = "gg.jte.generated.text";

  private final TemplateEngine html = TemplateEngine.createPrecompiled(ContentType.Html);
  private final TemplateEngine text =
      TemplateEngine.createPrecompiled(
          null, ContentType.Plain, MailTemplates.class.getClassLoader(), TEXT_PACKAGE);
  private final URI publicUrl;

  public MailTemplates(URI publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Where browsers find us: what the links in mails begin with. */
  public URI publicUrl() {
    return publicUrl;
  }

  /** A mail of sentences. */
  public Mail letter(String recipient, Locale language, Letter letter) {
    Messages words = Languages.messages(language);
    Model model =
        new Model(
            words.text(letter.subject()),
            texts(words, letter.paragraphs()),
            letter.link().map(link -> words.text(link.label())).orElse(null),
            letter.link().map(Letter.Link::url).orElse(null),
            texts(words, letter.more()),
            publicUrl.toString());
    return mail(Optional.empty(), recipient, language, letter.subject(), "letter", model);
  }

  /**
   * A mail of a template of its own.
   *
   * @param uniqueKey see {@link Mail#uniqueKey}
   * @param template its name in both folders, without {@code .jte}
   */
  public Mail mail(
      Optional<String> uniqueKey,
      String recipient,
      Locale language,
      Message subject,
      String template,
      Object model) {
    Messages words = Languages.messages(language);
    return new Mail(
        uniqueKey,
        recipient,
        words.text(subject),
        render(text, template, words, model),
        render(html, template, words, model));
  }

  private static String render(
      TemplateEngine engine, String template, Messages words, Object model) {
    StringOutput output = new StringOutput();
    engine.render("mail/" + template + ".jte", Map.of("words", words, "model", model), output);
    return output.toString();
  }

  private static List<String> texts(Messages words, List<Message> messages) {
    return messages.stream().map(words::text).toList();
  }

  /** A letter in its language, for the templates. */
  public record Model(
      String subject,
      List<String> paragraphs,
      @Nullable String label,
      @Nullable String url,
      List<String> more,
      String site) {}
}
