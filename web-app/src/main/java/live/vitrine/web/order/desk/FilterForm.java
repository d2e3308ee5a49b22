package live.vitrine.web.order.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.text.Message;

/** The filter of a list of orders as it is typed in, and as it is in addresses. */
final class FilterForm {
  static final List<String> STATUSES = List.of("", "pending", "paid", "expired", "cancelled");
  private static final int LONGEST_TEXT = 100;

  private final Form form;

  FilterForm(Request request) {
    this.form = new Form(request.query());
  }

  Form form() {
    return form;
  }

  /** What is asked for; what is wrong lets everything through and is said in the form. */
  OrderFilter read() {
    String status = form.value("status").isEmpty() ? "" : form.choice("status", STATUSES);
    return new OrderFilter(
        Optional.of(status).filter(text -> !text.isEmpty()),
        form.isChecked("unshipped"),
        form.isChecked("flagged"),
        day("from"),
        day("to"),
        form.line("q", 0, LONGEST_TEXT));
  }

  private Optional<LocalDate> day(String field) {
    String text = form.value(field).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 2000 && day.getYear() < 2200) {
        return Optional.of(day);
      }
    } catch (DateTimeException _) {
      // said below, as for years that cannot be
    }
    form.error(field, Message.of("desk.filter.day"));
    return Optional.empty();
  }

  /** The filter for an address, without the leading question mark. */
  String query() {
    return Stream.of("status", "unshipped", "flagged", "from", "to", "q")
        .filter(field -> !form.value(field).isEmpty())
        .map(field -> field + "=" + URLEncoder.encode(form.value(field), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
