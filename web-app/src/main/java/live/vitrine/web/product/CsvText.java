package live.vitrine.web.product;

/**
 * Cells that spreadsheets leave alone. They take what begins with {@code = + - @} for a formula,
 * which may send data away; an apostrophe in front makes it a text, and is taken off again when it
 * comes back.
 */
final class CsvText {
  private static final String DANGEROUS = "=+-@\t\r\n'";

  private CsvText() {}

  static String guarded(String text) {
    return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  static String unguarded(String cell) {
    return cell.length() > 1 && cell.charAt(0) == '\'' && DANGEROUS.indexOf(cell.charAt(1)) >= 0
        ? cell.substring(1)
        : cell;
  }
}
