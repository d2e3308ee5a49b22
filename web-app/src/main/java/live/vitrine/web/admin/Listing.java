package live.vitrine.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import live.vitrine.web.http.Request;

/**
 * One page of a list.
 *
 * @param number 1 for the first
 * @param path of the list
 * @param filter what it was asked for by
 */
public record Listing<T>(
    List<T> items, int number, boolean hasNext, String path, Map<String, String> filter) {
  static final int LENGTH = 50;
  private static final int MOST_PAGES = 2_000;

  /**
   * The page that a request asks for.
   *
   * @param source takes how many it may answer and how many to leave out
   */
  static <T> Listing<T> of(
      Request request, Map<String, String> filter, BiFunction<Integer, Integer, List<T>> source) {
    int number = request.pageNumber(MOST_PAGES);
    List<T> found = source.apply(LENGTH + 1, (number - 1) * LENGTH);
    boolean more = found.size() > LENGTH;
    return new Listing<>(
        more ? found.subList(0, LENGTH) : found, number, more, request.path(), filter);
  }

  /** A search for {@code text} anywhere in a column, for {@code LIKE … ESCAPE '!'}. */
  static String pattern(String text) {
    return "%" + text.replaceAll("([!%_])", "!$1") + "%";
  }

  public String address(int page) {
    String query =
        filter.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
    return path + "?page=" + page + (query.isEmpty() ? "" : "&" + query);
  }

  /** What the list was filtered by; empty where it was not. */
  public String filter(String name) {
    return filter.getOrDefault(name, "");
  }
}
