package live.vitrine.media.benchmark.floor;

import java.util.Locale;

/**
 * How many writes a viewer costs.
 *
 * @param mergeNanos length of a merged write; {@link #EACH_TAG} and {@link #EACH_PICTURE} otherwise
 */
public record WritePattern(long mergeNanos) {
  private static final long EACH_TAG = -1;
  private static final long EACH_PICTURE = 0;
  private static final int MAX_MERGE_MILLIS = 2_000;

  /** One write per picture, as soon as it is there; the sound since the last one rides along. */
  public static final WritePattern PER_PICTURE = new WritePattern(EACH_PICTURE);

  /** One write per tag, 68 a second. */
  public static final WritePattern PER_TAG = new WritePattern(EACH_TAG);

  /** One write every {@code millis}, 1 to 2,000. */
  public static WritePattern merged(int millis) {
    if (millis < 1 || millis > MAX_MERGE_MILLIS) {
      throw new IllegalArgumentException(
          "merge of " + millis + " ms is not within 1 to " + MAX_MERGE_MILLIS);
    }
    return new WritePattern(millis * 1_000_000L);
  }

  /** Reads {@code tag}, {@code picture} or a number of milliseconds such as {@code 100ms}. */
  public static WritePattern parse(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.equals("tag")) {
      return PER_TAG;
    }
    if (name.equals("picture")) {
      return PER_PICTURE;
    }
    if (name.matches("[0-9]{1,4}ms")) {
      return merged(Integer.parseInt(name.substring(0, name.length() - 2)));
    }
    throw new IllegalArgumentException(
        "write pattern '" + text + "' is none of tag, picture, or milliseconds such as 100ms");
  }

  boolean isPerTag() {
    return mergeNanos == EACH_TAG;
  }

  boolean isPerPicture() {
    return mergeNanos == EACH_PICTURE;
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return isPerTag() ? "tag" : isPerPicture() ? "picture" : mergeNanos / 1_000_000 + "ms";
  }
}
