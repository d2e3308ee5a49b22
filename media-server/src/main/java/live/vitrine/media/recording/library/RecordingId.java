package live.vitrine.media.recording.library;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The public name of a recording: part of addresses and file names. Those made here sort by the
 * time they began, and nobody guesses them: they end in 60 random bits.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ -}
 */
public record RecordingId(String value) implements Comparable<RecordingId> {
  /** What is allowed, in the words of error messages. */
  public static final String ALLOWED = "1 to 64 characters of A-Z, a-z, 0-9, '_' and '-'";

  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
  private static final String DIGITS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int RANDOM_DIGITS = 12;

  public RecordingId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("recording ID: allowed are " + ALLOWED);
    }
  }

  /** A name for what begins at this time. */
  public static RecordingId create(Instant start, RandomGenerator random) {
    StringBuilder name = new StringBuilder(TIME.format(start)).append('-');
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      name.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new RecordingId(name.toString());
  }

  public static boolean isValid(String value) {
    return PATTERN.matcher(value).matches();
  }

  @Override
  public int compareTo(RecordingId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
