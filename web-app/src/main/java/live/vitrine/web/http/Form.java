package live.vitrine.web.http;

import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.text.Message;

/**
 * The fields of a form: read, checked, and shown again with what is wrong beside them. A reader
 * answers a harmless value where a field is wrong, so that all errors come at once; ask {@link
 * #isValid} before using what was read. One thread.
 */
public final class Form {
  private static final int LONGEST_AMOUNT = 20;

  private final MultiMap fields;
  private final Map<String, Message> errors = new LinkedHashMap<>();

  public Form(MultiMap fields) {
    this.fields = fields;
  }

  /** A form that nobody has filled in yet. */
  public static Form empty() {
    return new Form(MultiMap.caseInsensitiveMultiMap());
  }

  /** A form as it is shown first, with what is there already. */
  public static Form of(Map<String, String> values) {
    return new Form(MultiMap.caseInsensitiveMultiMap().addAll(values));
  }

  /** What was typed into a field; empty where nothing was. */
  public String value(String field) {
    String value = fields.get(field);
    return value == null ? "" : value;
  }

  public List<String> values(String field) {
    return List.copyOf(fields.getAll(field));
  }

  public boolean has(String field) {
    return fields.contains(field);
  }

  /** Whether a box was ticked. */
  public boolean isChecked(String field) {
    return has(field) && !value(field).equals("false");
  }

  /** One line of text, stripped, of {@code least} to {@code most} characters. */
  public String line(String field, int least, int most) {
    return text(field, value(field).replaceAll("\\p{Cntrl}+", " ").strip(), least, most);
  }

  /** Text of several lines, stripped, of {@code least} to {@code most} characters. */
  public String lines(String field, int least, int most) {
    String value =
        value(field).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]+", " ").strip();
    return text(field, value, least, most);
  }

  private String text(String field, String stripped, int least, int most) {
    String value = Normalizer.normalize(stripped, Normalizer.Form.NFC);
    int length = value.codePointCount(0, value.length());
    if (length == 0 && least > 0) {
      error(field, Message.of("form.required"));
    } else if (length < least) {
      error(field, Message.of("form.too-short", least));
    } else if (length > most) {
      error(field, Message.of("form.too-long", most, length));
    }
    return value;
  }

  /** A whole number from {@code least} to {@code most}. */
  public int integer(String field, int least, int most) {
    String value = value(field).strip();
    if (value.isEmpty()) {
      error(field, Message.of("form.required"));
      return least;
    }
    if (value.matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    error(field, Message.of("form.integer", least, most));
    return least;
  }

  /** As {@link #integer}; empty where nothing was typed. */
  public Optional<Integer> optionalInteger(String field, int least, int most) {
    return value(field).isBlank() ? Optional.empty() : Optional.of(integer(field, least, most));
  }

  /** An amount in the main unit, with a point or a comma: 19.99. Zero or more. */
  public Money money(String field, Currency currency) {
    String value = value(field).strip().replace(',', '.');
    if (value.isEmpty()) {
      error(field, Message.of("form.required"));
      return Money.zero(currency);
    }
    if (value.length() <= LONGEST_AMOUNT && value.matches("[0-9]+(\\.[0-9]+)?")) {
      BigDecimal amount = new BigDecimal(value).stripTrailingZeros();
      if (amount.scale() > currency.getDefaultFractionDigits()) {
        error(field, Message.of("form.money-decimals", currency.getDefaultFractionDigits()));
        return Money.zero(currency);
      }
      BigDecimal minor = amount.movePointRight(currency.getDefaultFractionDigits());
      if (minor.compareTo(BigDecimal.valueOf(Money.MOST)) <= 0) {
        return new Money(minor.longValueExact(), currency);
      }
      error(field, Message.of("form.money-most", new Money(Money.MOST, currency).decimal()));
      return Money.zero(currency);
    }
    error(field, Message.of("form.money"));
    return Money.zero(currency);
  }

  /** As {@link #money}; empty where nothing was typed. */
  public Optional<Money> optionalMoney(String field, Currency currency) {
    return value(field).isBlank() ? Optional.empty() : Optional.of(money(field, currency));
  }

  /** One of {@code allowed}. */
  public String choice(String field, List<String> allowed) {
    String value = value(field);
    if (!allowed.contains(value)) {
      error(field, Message.of("form.choice"));
      return allowed.getFirst();
    }
    return value;
  }

  /** Says what is wrong with a field; the first error of a field counts. */
  public void error(String field, Message message) {
    errors.putIfAbsent(field, message);
  }

  public boolean isValid() {
    return errors.isEmpty();
  }

  public Map<String, Message> errors() {
    return Map.copyOf(errors);
  }

  public Optional<Message> errorOf(String field) {
    return Optional.ofNullable(errors.get(field));
  }
}
