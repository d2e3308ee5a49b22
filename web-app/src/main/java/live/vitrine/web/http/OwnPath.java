package live.vitrine.web.http;

/**
 * Where somebody wants to go back to, as it came from a request. Only places of this site: a path
 * with its query, which no browser can read as another site's address.
 */
public final class OwnPath {
  private static final int LONGEST = 2_000;

  private OwnPath() {}

  /** {@code wanted} where it is a path of ours, otherwise {@code otherwise}. */
  public static String or(String wanted, String otherwise) {
    return isOwn(wanted) ? wanted : otherwise;
  }

  private static boolean isOwn(String wanted) {
    return wanted.startsWith("/")
        && !wanted.startsWith("//")
        && wanted.length() <= LONGEST
        // Browsers take a backslash for a slash, and skip tabs and line breaks.
        && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
  }
}
