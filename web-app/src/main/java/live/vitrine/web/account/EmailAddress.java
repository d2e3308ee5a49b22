package live.vitrine.web.account;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import live.vitrine.web.http.Form;
import live.vitrine.web.text.Message;

/**
 * Addresses of mail as accounts have them: in lower case, and their domain as it is on the wire.
 * Quoted names and addresses in brackets are not taken.
 */
public final class EmailAddress {
  private static final int LONGEST = 254;
  private static final Pattern SHAPE =
      Pattern.compile(
          "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final int LONGEST_NAME = 64;

  private EmailAddress() {}

  /** Reads the field {@code field}; what is no address is an error of the form. */
  public static String read(Form form, String field) {
    String typed = form.line(field, 1, LONGEST);
    Optional<String> address = of(typed);
    if (address.isEmpty() && !typed.isEmpty()) {
      form.error(field, Message.of("account.email.invalid"));
    }
    return address.orElse("");
  }

  static Optional<String> of(String typed) {
    int at = typed.lastIndexOf('@');
    if (at < 1 || at > LONGEST_NAME || typed.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String address = typed.substring(0, at) + "@" + IDN.toASCII(typed.substring(at + 1));
      return Optional.of(address.toLowerCase(Locale.ROOT))
          .filter(found -> found.length() <= LONGEST && SHAPE.matcher(found).matches());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
