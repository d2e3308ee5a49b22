package live.vitrine.web.admin;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.mail.Mail;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopStep;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Messages;

/** The mail that tells an owner what became of their shop. */
final class DecisionMail {
  private static final int LONGEST_SUBJECT = 200;

  private DecisionMail() {}

  static Mail of(
      String recipient, Locale language, Shop shop, ShopStep step, String reason, String site) {
    Messages words = Languages.messages(language);
    String key = "admin.mail." + step.word();
    String subject = words.text(key + ".subject", shop.name());
    String link = site + "/host/shop";
    StringBuilder text = new StringBuilder(words.text(key + ".text", shop.name())).append("\n\n");
    if (!reason.isEmpty()) {
      text.append(words.text("shop.status-reason", reason)).append("\n\n");
    }
    return new Mail(
        Optional.empty(),
        recipient,
        subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)),
        text + link + "\n",
        html(language, text.toString(), link));
  }

  private static String html(Locale language, String text, String link) {
    StringOutput escaped = new StringOutput();
    Escape.htmlContent(text.strip(), escaped);
    return "<!doctype html><html lang=\"%s\"><body><p>%s</p><p><a href=\"%s\">%s</a></p></body></html>"
        .formatted(language.getLanguage(), escaped.toString().replace("\n", "<br>"), link, link);
  }
}
