package live.vitrine.web.order.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where a list of orders, the newest first, goes on: after this order.
 *
 * @param id tells orders of one moment apart
 */
public record After(Instant created, long id) {
  private static final String FORM = "[0-9]{1,15}-[0-9]{1,18}";
  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** Before the first. */
  public static After nothing() {
    // Later than the database's latest time would be no time for it.
    return new After(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);
  }

  public static After of(OrderHead head) {
    return new After(head.times().created(), head.id());
  }

  /** As it is in addresses; empty where it is none. */
  public static Optional<After> parse(String text) {
    if (!text.matches(FORM)) {
      return Optional.empty();
    }
    int dash = text.indexOf('-');
    long millis = Long.parseLong(text.substring(0, dash));
    After after = new After(Instant.ofEpochMilli(millis), Long.parseLong(text.substring(dash + 1)));
    return after.created.isAfter(nothing().created) ? Optional.empty() : Optional.of(after);
  }

  /** The moment as a literal of SQL: parameters that are instants end in 2038. */
  public String sqlTime() {
    return SQL.format(created);
  }

  public String text() {
    return created.toEpochMilli() + "-" + id;
  }
}
