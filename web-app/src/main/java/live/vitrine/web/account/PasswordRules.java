package live.vitrine.web.account;

import java.util.Locale;
import live.vitrine.web.http.Form;
import live.vitrine.web.text.Message;

/**
 * Which passwords are taken: 8 to 128 characters of whatever kind, but none that everybody tries
 * first, and neither the address nor the name.
 */
public final class PasswordRules {
  static final int SHORTEST = 8;
  static final int LONGEST = 128;

  private PasswordRules() {}

  /** Reads a new password; what is wrong with it is an error of the form. */
  public static String read(Form form, String field, String email, String displayName) {
    String password = form.value(field);
    int length = password.codePointCount(0, password.length());
    if (length == 0) {
      form.error(field, Message.of("form.required"));
    } else if (length < SHORTEST) {
      form.error(field, Message.of("form.too-short", SHORTEST));
    } else if (length > LONGEST) {
      form.error(field, Message.of("form.too-long", LONGEST, length));
    } else if (isSomebody(password, email, displayName)) {
      form.error(field, Message.of("account.password.personal"));
    } else if (CommonPasswords.contains(password)) {
      form.error(field, Message.of("account.password.common"));
    }
    return password;
  }

  /** A password that is only checked: too long a one is not even looked at. */
  static String readCurrent(Form form, String field) {
    String password = form.value(field);
    if (password.isEmpty()) {
      form.error(field, Message.of("form.required"));
    }
    return password.length() > 2 * LONGEST ? "" : password;
  }

  private static boolean isSomebody(String password, String email, String displayName) {
    String core = core(password);
    return lower(password).equals(lower(email))
        || core.equals(core(email))
        || core.equals(core(email.substring(0, Math.max(0, email.indexOf('@')))))
        || core.equals(core(displayName));
  }

  /** The letters alone: digits and signs around a name do not make it a secret. */
  private static String core(String text) {
    String letters = lower(text).replaceAll("[^\\p{L}]+", "");
    return letters.isEmpty() ? lower(text) : letters;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
