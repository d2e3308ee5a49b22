package live.vitrine.web.order.desk;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;

/** The text of a mail as HTML. */
final class ShippedMail {
  private ShippedMail() {}

  /** The same words, with the link as a link. */
  static String html(String text, String link) {
    String escaped = escaped(text);
    String address = escaped(link);
    return "<!doctype html><html><body><p>"
        + escaped
            .strip()
            .replace(address, "<a href=\"" + address + "\">" + address + "</a>")
            .replace("\n", "<br>\n")
        + "</p></body></html>";
  }

  private static String escaped(String text) {
    StringOutput output = new StringOutput();
    Escape.htmlContent(text, output);
    return output.toString();
  }
}
