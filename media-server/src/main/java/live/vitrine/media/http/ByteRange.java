package live.vitrine.media.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a resource that a request asks for, RFC 9110 section 14.
 *
 * @param first index of the first byte
 * @param length bytes; 0 when the range lies behind the end and cannot be satisfied
 */
public record ByteRange(long first, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What a Range header means for a resource of this size; empty where it means nothing and is to
   * be ignored: absent, several ranges, another unit, or malformed (section 14.2).
   */
  public static Optional<ByteRange> parse(@Nullable String header, long size) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher matcher = SINGLE.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(from, Math.max(0, to - from + 1)));
  }

  private static ByteRange suffix(long count, long size) {
    long length = Math.min(count, size);
    return new ByteRange(size - length, length);
  }

  /** Whether there is anything of it. */
  public boolean isSatisfiable() {
    return length > 0;
  }

  /** The value of Content-Range. */
  public String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(first, first + length - 1, size);
  }
}
