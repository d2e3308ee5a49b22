package live.vitrine.stripe.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import live.vitrine.stripe.checkout.LineItem;
import live.vitrine.stripe.checkout.Money;
import live.vitrine.stripe.checkout.Session;
import live.vitrine.stripe.checkout.Shipping;
import live.vitrine.stripe.checkout.TestCard;
import org.jspecify.annotations.Nullable;

/** The pages around paying one session, as HTML. */
final class PayPage {
  private final Session session;
  private final Words words;
  private final String prefix;

  /**
   * Pages of one session.
   *
   * @param prefix the path of the public address
   */
  PayPage(Session session, Words words, String prefix) {
    this.session = session;
    this.words = words;
    this.prefix = prefix;
  }

  static String document(Words words, String prefix, String title, String main) {
    return """
    <!DOCTYPE html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>%s</title>
    <link rel="stylesheet" href="%s/assets/pay.css">
    </head>
    <body>
    <header class="banner"><p>%s</p></header>
    <main>
    %s
    </main>
    </body>
    </html>
    """
        .formatted(words.tag(), title, Html.escape(prefix), words.get("banner"), main);
  }

  /** A page that only tells something. */
  static String notice(Words words, String prefix, String key, String link) {
    String title = words.get(key + ".title");
    return document(
        words,
        prefix,
        title,
        "<section class=\"card notice\">\n<h1>%s</h1>\n<p>%s</p>\n%s</section>"
            .formatted(title, words.get(key + ".text"), link));
  }

  /**
   * @param problems field → key of what is wrong
   * @param decline Stripe's words, if a card was declined
   */
  String form(CardForm form, Map<String, String> problems, @Nullable String decline) {
    String title = words.get("title", money(session.request().total()));
    return document(
        words,
        prefix,
        title,
        back()
            + "<h1>"
            + title
            + "</h1>\n"
            + alert(decline)
            + "<div class=\"columns\">\n"
            + order()
            + fields(form, problems)
            + "</div>");
  }

  String back() {
    return link(session.request().cancelUrl(), "back");
  }

  String link(@Nullable String url, String key) {
    return url == null
        ? ""
        : "<p><a href=\"%s\">%s</a></p>\n".formatted(Html.escape(filled(url)), words.get(key));
  }

  private String filled(String url) {
    return url.replace("{CHECKOUT_SESSION_ID}", session.id());
  }

  private String money(long amount) {
    return Money.text(session.request().currency(), amount, words.language());
  }

  private String alert(@Nullable String decline) {
    return decline == null
        ? ""
        : "<div class=\"alert\" role=\"alert\"><strong>%s</strong><p lang=\"en\">%s</p></div>\n"
            .formatted(words.get("problem"), Html.escape(decline));
  }

  private String order() {
    StringBuilder rows = new StringBuilder();
    for (LineItem line : session.request().lineItems()) {
      String image =
          line.images().isEmpty()
              ? ""
              : "<img src=\"%s\" alt=\"\" width=\"48\" height=\"48\">"
                  .formatted(Html.escape(line.images().getFirst()));
      String description =
          line.description() == null
              ? ""
              : "<span class=\"small\">" + Html.escape(line.description()) + "</span>";
      rows.append(
          "<tr><td>%s%s%s</td><td>%d</td><td>%s</td></tr>\n"
              .formatted(
                  image,
                  Html.escape(line.name()),
                  description,
                  line.quantity(),
                  Html.escape(money(line.total()))));
    }
    Shipping shipping = session.request().shipping();
    if (shipping != null) {
      rows.append(sum(words.get("subtotal"), session.request().subtotal(), ""))
          .append(sum(words.get("shipping", shipping.displayName()), shipping.amount(), ""));
    }
    rows.append(sum(words.get("total"), session.request().total(), " class=\"total\""));
    String until =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .localizedBy(words.language())
            .format(session.expiresAt().atOffset(ZoneOffset.UTC));
    return """
    <section class="card">
    <h2>%s</h2>
    <table>
    <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    <p class="small">%s</p>
    </section>
    """
        .formatted(
            words.get("order"),
            words.get("item"),
            words.get("quantity"),
            words.get("amount"),
            rows,
            words.get("expires", until));
  }

  private String sum(String label, long amount, String attribute) {
    return "<tr%s><th scope=\"row\" colspan=\"2\">%s</th><td>%s</td></tr>\n"
        .formatted(attribute, label, Html.escape(money(amount)));
  }

  private String fields(CardForm form, Map<String, String> problems) {
    String known = session.request().customerEmail();
    String email =
        known == null
            ? field("email", "email", "email", "email", form.email(), problems)
            : "<p><span class=\"small\">%s</span><br>%s</p>\n"
                .formatted(words.get("email"), Html.escape(known));
    return """
    <section class="card">
    <h2>%s</h2>
    <form method="post" action="%s/c/pay/%s" novalidate>
    %s%s%s%s%s<button class="primary" type="submit">%s</button>
    <fieldset>
    <legend>%s</legend>
    <p class="small">%s</p>
    %s</fieldset>
    </form>
    </section>
    """
        .formatted(
            words.get("pay.heading"),
            Html.escape(prefix),
            session.id(),
            email,
            field("number", "text", "cc-number", "numeric", form.number(), problems),
            field("expiry", "text", "cc-exp", "numeric", form.expiry(), problems),
            field("cvc", "text", "cc-csc", "numeric", "", problems),
            field("name", "text", "cc-name", "text", form.name(), problems),
            words.get("pay", money(session.request().total())),
            words.get("tests"),
            words.get("tests.hint"),
            oneClickButtons());
  }

  private String field(
      String name,
      String type,
      String autocomplete,
      String keyboard,
      String value,
      Map<String, String> problems) {
    String problem = problems.get(name);
    String described =
        problem == null
            ? ""
            : " aria-invalid=\"true\" aria-describedby=\"%s-problem\"".formatted(name);
    String told =
        problem == null
            ? ""
            : "<span class=\"problem\" id=\"%s-problem\">%s</span>\n"
                .formatted(name, words.get(problem));
    return """
    <label for="%1$s">%2$s</label>
    <input id="%1$s" name="%1$s" type="%3$s" autocomplete="%4$s" inputmode="%5$s" value="%6$s" maxlength="200" required%7$s>
    %8$s\
    """
        .formatted(
            name,
            words.get(name),
            type,
            autocomplete,
            keyboard,
            Html.escape(value),
            described,
            told);
  }

  private String oneClickButtons() {
    StringBuilder buttons = new StringBuilder();
    for (TestCard card :
        new TestCard[] {
          TestCard.VISA,
          TestCard.DECLINED,
          TestCard.INSUFFICIENT_FUNDS,
          TestCard.AUTHENTICATION_REQUIRED,
          TestCard.AUTHENTICATION_ALWAYS,
          TestCard.DELAYED
        }) {
      buttons.append(
          "<button class=\"test\" type=\"submit\" name=\"one_click\" value=\"%s\"><code>%s</code> %s</button>\n"
              .formatted(card.number(), card.spacedNumber(), words.get("card." + card.name())));
    }
    return buttons.toString();
  }

  /** The bank's question. */
  String authentication() {
    return document(
        words,
        prefix,
        words.get("secure.title"),
        """
        <section class="card notice">
        <h1>%s</h1>
        <p>%s</p>
        <form method="post" action="%s/c/pay/%s/authenticate">
        <button class="primary" type="submit" name="result" value="complete">%s</button>
        <button type="submit" name="result" value="fail">%s</button>
        </form>
        </section>
        """
            .formatted(
                words.get("secure.title"),
                words.get("secure.text", money(session.request().total())),
                Html.escape(prefix),
                session.id(),
                words.get("secure.complete"),
                words.get("secure.fail")));
  }
}
