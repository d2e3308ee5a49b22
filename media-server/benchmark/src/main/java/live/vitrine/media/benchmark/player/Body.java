package live.vitrine.media.benchmark.player;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes of an answer that somebody has to look into. Reused; belongs to one thread. */
final class Body {
  private static final byte[] URI = "URI=\"".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern PART = Pattern.compile("#EXT-X-PART:[^\n]*URI=\"([^\"]+)\"");

  private byte[] bytes = new byte[4 << 10];
  private int length;

  void clear() {
    length = 0;
  }

  void add(MemorySegment data, long from, long to) {
    int more = (int) (to - from);
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
    MemorySegment.copy(data, from, MemorySegment.ofArray(bytes), length, more);
    length += more;
  }

  int length() {
    return length;
  }

  /** The bytes, of which {@link #length} count. */
  MemorySegment segment() {
    return MemorySegment.ofArray(bytes);
  }

  String text() {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  /**
   * The part that a playlist hints at, from its end, where hint and rendition reports are; null
   * when it has none.
   */
  @Nullable String hint() {
    for (int line = length - 1; line > 0; ) {
      int start = line;
      while (start > 0 && bytes[start - 1] != '\n') {
        start--;
      }
      // #EXT-X-PRELOAD-HINT, as opposed to #EXT-X-PART and #EXT-X-PROGRAM-DATE-TIME
      if (line - start > 11 && bytes[start + 7] == 'P' && bytes[start + 9] == 'E') {
        return uri(start, line);
      }
      if (line - start > 8 && bytes[start + 7] != 'R') {
        return null;
      }
      line = start - 1;
    }
    return null;
  }

  private @Nullable String uri(int from, int to) {
    for (int i = from; i + URI.length < to; i++) {
      if (bytes[i] == 'U' && Arrays.equals(bytes, i, i + URI.length, URI, 0, URI.length)) {
        int start = i + URI.length;
        int end = start;
        while (end < to && bytes[end] != '"') {
          end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
      }
    }
    return null;
  }

  /** All parts that a playlist lists, oldest first. */
  List<String> parts() {
    return PART.matcher(text()).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** The newest segment of a playlist; null when it has none. */
  @Nullable String newestSegment() {
    return text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .reduce((_, later) -> later)
        .orElse(null);
  }
}
