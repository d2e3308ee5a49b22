package live.vitrine.media.hls.cmaf;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery directives of a playlist request ask for (section 6.2.5).
 *
 * @param sequence {@code _HLS_msn}: the segment to wait for; negative when none is
 * @param part {@code _HLS_part}: the part of it to wait for; negative when none is
 * @param skip {@code _HLS_skip}: what may be left out
 */
record PlaylistRequest(long sequence, int part, Skip skip) {
  /** A request without directives. */
  static final PlaylistRequest PLAIN = new PlaylistRequest(-1, -1, Skip.NONE);

  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern PART = Pattern.compile("[0-9]{1,9}");

  /** Why directives are refused; the reason says what is allowed. */
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    InvalidException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * Reads the values of the directives, null where absent.
   *
   * @throws InvalidException a value is not allowed, or not without another
   */
  static PlaylistRequest parse(
      @Nullable String sequence, @Nullable String part, @Nullable String skip)
      throws InvalidException {
    if (sequence != null && !SEQUENCE.matcher(sequence).matches()) {
      throw new InvalidException("_HLS_msn: a number of at most 18 digits is allowed");
    }
    if (part != null && !PART.matcher(part).matches()) {
      throw new InvalidException("_HLS_part: a number of at most 9 digits is allowed");
    }
    if (part != null && sequence == null) {
      throw new InvalidException("_HLS_part: allowed with _HLS_msn only");
    }
    return new PlaylistRequest(
        sequence == null ? -1 : Long.parseLong(sequence),
        part == null ? -1 : Integer.parseInt(part),
        skip(skip));
  }

  private static Skip skip(@Nullable String value) throws InvalidException {
    return switch (value) {
      case null -> Skip.NONE;
      case "YES" -> Skip.SEGMENTS;
      case "v2" -> Skip.SEGMENTS_AND_DATES;
      default -> throw new InvalidException("_HLS_skip: YES and v2 are allowed");
    };
  }

  /** Whether it asks to be held until something is there. */
  boolean waits() {
    return sequence >= 0;
  }

  /**
   * Whether what it waits for is too far ahead: more than two segments behind the last one, or more
   * parts than anybody could want.
   */
  boolean isTooFarAhead(Snapshot snapshot) {
    if (snapshot.ended()) {
      return false;
    }
    return sequence > snapshot.lastSequence() + 2
        || (sequence == snapshot.nextSequence()
            && part >= snapshot.openParts() + snapshot.timing().advanceParts());
  }
}
