package live.vitrine.media.hub;

/**
 * Something that happens in the show, on the stream's clock: a product is pinned, a poll begins.
 *
 * @param id unique within the stream, {@code [A-Za-z0-9_.-]{1,64}}; a later event with the same id
 *     replaces the one before
 * @param name what kind of event it is, {@code [A-Za-z0-9_.-]{1,64}}
 * @param timestamp when it begins, milliseconds on the stream's timeline
 * @param durationMillis how long it is in force; zero for a moment. Who joins meanwhile gets it
 * @param data a JSON value, at most {@link #MAX_DATA_BYTES} bytes of UTF-8
 */
public record TimedEvent(String id, String name, long timestamp, long durationMillis, String data) {
  /** Bytes of UTF-8 that {@link #data} may have. */
  public static final int MAX_DATA_BYTES = 4 * 1024;

  /** When it is no longer in force, milliseconds on the stream's timeline. */
  public long end() {
    return timestamp + durationMillis;
  }
}
