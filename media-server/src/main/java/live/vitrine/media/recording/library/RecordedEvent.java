package live.vitrine.media.recording.library;

/**
 * A timed event of the show, on the recording's clock.
 *
 * @param id unique within the show; of two with one id the later one holds
 * @param name what kind of event it is
 * @param startMillis in the recording; negative where it began before
 * @param durationMillis zero for a moment
 * @param data a JSON value
 */
public record RecordedEvent(
    String id, String name, long startMillis, long durationMillis, String data) {}
