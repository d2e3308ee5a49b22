package live.vitrine.web.payment;

import java.util.List;

/**
 * A mail about an order, in its words.
 *
 * @param rows what costs what; may be empty
 * @param url of the order's page
 */
public record OrderMail(
    String subject, List<String> paragraphs, List<Row> rows, String url, String linkLabel) {

  /** Something and its price. */
  public record Row(String label, String amount) {}

  /** The same without HTML. */
  String text() {
    StringBuilder text = new StringBuilder();
    paragraphs.forEach(paragraph -> text.append(paragraph).append("\n\n"));
    rows.forEach(row -> text.append(row.label()).append(": ").append(row.amount()).append('\n'));
    if (!rows.isEmpty()) {
      text.append('\n');
    }
    return text.append(linkLabel).append(": ").append(url).append('\n').toString();
  }
}
