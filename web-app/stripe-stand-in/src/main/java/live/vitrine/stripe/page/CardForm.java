package live.vitrine.stripe.page;

import io.vertx.core.MultiMap;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.stripe.checkout.Payer;
import live.vitrine.stripe.checkout.TestCard;
import org.jspecify.annotations.Nullable;

/** What was typed into the payment page, as it was typed. */
record CardForm(
    String email, String number, String expiry, String cvc, String name, String oneClick) {
  static final CardForm EMPTY = new CardForm("", "", "", "", "", "");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
  private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*/?\\s*(?:20)?(\\d{2})");
  private static final int LONGEST = 200;

  static CardForm of(MultiMap fields) {
    return new CardForm(
        text(fields, "email"),
        text(fields, "number"),
        text(fields, "expiry"),
        text(fields, "cvc"),
        text(fields, "name"),
        text(fields, "one_click"));
  }

  private static String text(MultiMap fields, String name) {
    String value = fields.get(name);
    return value == null ? "" : value.strip();
  }

  /** Empty for a number that is none of the test cards. */
  Optional<TestCard> card() {
    return TestCard.find(oneClick.isEmpty() ? number : oneClick);
  }

  /**
   * @param known the session's own address, which nobody can change here
   */
  Payer payer(@Nullable String known) {
    return new Payer(
        known != null ? known : email.isEmpty() ? null : email, name.isEmpty() ? null : name);
  }

  /** Field → key of what is wrong with it, in the order of the page. */
  Map<String, String> problems(boolean askEmail, YearMonth now) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (askEmail && !EMAIL.matcher(email).matches() && (oneClick.isEmpty() || !email.isEmpty())) {
      problems.put("email", "email.wrong");
    }
    if (!oneClick.isEmpty()) {
      return problems;
    }
    if (!passesLuhn(number.replace(" ", "").replace("-", ""))) {
      problems.put("number", "number.wrong");
    }
    YearMonth until = until();
    if (until == null) {
      problems.put("expiry", "expiry.wrong");
    } else if (until.isBefore(now)) {
      problems.put("expiry", "expiry.past");
    }
    if (!cvc.matches("\\d{3,4}")) {
      problems.put("cvc", "cvc.wrong");
    }
    if (name.isEmpty() || name.length() > LONGEST) {
      problems.put("name", "name.wrong");
    }
    return problems;
  }

  private @Nullable YearMonth until() {
    Matcher matcher = EXPIRY.matcher(expiry);
    if (!matcher.matches()) {
      return null;
    }
    int month = Integer.parseInt(matcher.group(1));
    return month < 1 || month > 12
        ? null
        : YearMonth.of(2000 + Integer.parseInt(matcher.group(2)), month);
  }

  static boolean passesLuhn(String digits) {
    if (!digits.matches("\\d{12,19}")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
