package live.vitrine.media.hub;

import java.util.regex.Pattern;

/**
 * The public name of a stream: part of playback addresses, file names and logs, and therefore
 * nothing but letters, digits, hyphen and underscore.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ -}
 */
public record StreamId(String value) implements Comparable<StreamId> {
  /** What is allowed, in the words of error messages. */
  public static final String ALLOWED = "1 to 64 characters of A-Z, a-z, 0-9, '_' and '-'";

  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public StreamId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("stream ID: allowed are " + ALLOWED);
    }
  }

  /** The checked name; throws {@link IllegalArgumentException} for anything else. */
  public static StreamId of(String value) {
    return new StreamId(value);
  }

  public static boolean isValid(String value) {
    return PATTERN.matcher(value).matches();
  }

  @Override
  public int compareTo(StreamId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
