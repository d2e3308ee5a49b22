package live.vitrine.web.order.desk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import live.vitrine.web.order.history.After;
import live.vitrine.web.order.history.OrderHead;
import live.vitrine.web.order.history.OrderView;

/** Orders as a file for spreadsheets, read and written a page at a time. */
final class OrderCsv {
  static final int MOST = 50_000;
  private static final int PAGE = 500;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private static final List<String> HEADER =
      List.of(
          "code",
          "status",
          "created",
          "paid",
          "shipped",
          "carrier",
          "tracking",
          "recipient",
          "street",
          "street_more",
          "postal_code",
          "city",
          "region",
          "country",
          "email",
          "items",
          "pieces",
          "currency",
          "subtotal",
          "shipping",
          "tax",
          "total",
          "refunded",
          "flag");

  private OrderCsv() {}

  /** Writes the first {@value #MOST} orders of a list to a file. */
  static void write(HostOrders orders, long shopId, OrderFilter filter, Path file)
      throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      // Without it, spreadsheets take it for another encoding.
      writer.write(BYTE_ORDER_MARK);
      writer.write(line(HEADER));
      After after = After.nothing();
      int written = 0;
      while (written < MOST) {
        List<OrderView> page = orders.page(shopId, filter, after, Math.min(PAGE, MOST - written));
        for (OrderView order : page) {
          writer.write(line(row(order)));
        }
        if (page.size() < PAGE) {
          break;
        }
        written += page.size();
        after = After.of(page.getLast().head());
      }
    }
  }

  private static List<String> row(OrderView order) {
    OrderHead head = order.head();
    OrderHead.Address address = head.address();
    return List.of(
        head.code(),
        head.status(),
        time(Optional.of(head.times().created())),
        time(head.times().paid()),
        time(head.times().shipped()),
        cell(head.tracking().carrier()),
        cell(head.tracking().number()),
        cell(address.recipient()),
        cell(address.street()),
        cell(address.streetMore()),
        cell(address.postalCode()),
        cell(address.city()),
        cell(address.region()),
        cell(address.country()),
        cell(head.email()),
        cell(
            order.lines().stream()
                .map(line -> line.quantity() + " × " + line.sku())
                .collect(Collectors.joining("; "))),
        String.valueOf(order.pieces()),
        head.totals().total().currency().getCurrencyCode(),
        head.totals().subtotal().decimal().toPlainString(),
        head.totals().shipping().decimal().toPlainString(),
        head.totals().tax().decimal().toPlainString(),
        head.totals().total().decimal().toPlainString(),
        head.refunded().decimal().toPlainString(),
        head.flag().orElse(""));
  }

  /** A line of RFC 4180: quoted where it must be. */
  static String line(List<String> values) {
    return values.stream()
        .map(value ->
            value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String time(Optional<Instant> instant) {
    return instant.map(DateTimeFormatter.ISO_INSTANT::format).orElse("");
  }

  /**
   * Text that a spreadsheet would take for a formula gets an apostrophe, and is text; also behind
   * what some spreadsheets, by their language, take for the end of a cell.
   */
  static String cell(String text) {
    return text.replaceAll("(^|[;\t\r\n,])([\"'\\s]*)([=+@-])", "$1$2'$3");
  }
}
