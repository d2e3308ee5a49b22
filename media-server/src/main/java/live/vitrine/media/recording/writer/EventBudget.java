package live.vitrine.media.recording.writer;

import live.vitrine.media.recording.library.RecordedEvent;

/**
 * How many events the description of a recording takes in; those beyond are in its media only. One
 * thread.
 */
final class EventBudget {
  /** Every ten seconds for ten hours. */
  static final int MAX_EVENTS = 4_000;

  /** Bytes of all their data together. */
  static final long MAX_CHARACTERS = 4L * 1024 * 1024;

  private int count;
  private long characters;

  boolean admits(RecordedEvent event) {
    long more = (long) event.id().length() + event.name().length() + event.data().length();
    if (count >= MAX_EVENTS || characters + more > MAX_CHARACTERS) {
      return false;
    }
    count++;
    characters += more;
    return true;
  }
}
