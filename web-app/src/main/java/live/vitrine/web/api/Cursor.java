package live.vitrine.web.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a list goes on: after the item with these values. What programs see of it means nothing to
 * them.
 */
record Cursor(long first, long second) {
  private static final String FORM = "-?[0-9]{1,18},[0-9]{1,18}";

  static Cursor parse(String text) {
    try {
      String values = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      if (values.matches(FORM)) {
        int comma = values.indexOf(',');
        return new Cursor(
            Long.parseLong(values.substring(0, comma)),
            Long.parseLong(values.substring(comma + 1)));
      }
    } catch (IllegalArgumentException _) {
      // not base64: as wrong as anything else
    }
    throw new ProblemException(
        Problem.field(400, "cursor", "cursor is not one that a page before answered in next"));
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((first + "," + second).getBytes(StandardCharsets.US_ASCII));
  }
}
