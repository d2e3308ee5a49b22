package live.vitrine.media.recording.writer;

import java.util.function.Consumer;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingLibrary;

/**
 * What all recordings share.
 *
 * @param volume where files are made
 * @param minFreeBytes recording stops when less is free
 * @param afterwards gets each recording whose files are closed, on its own thread; it may block
 */
public record RecordingEnvironment(
    RecordingLibrary library,
    Volume volume,
    long minFreeBytes,
    WriteBudget budget,
    RecordingCounters counters,
    Consumer<Recording> afterwards) {}
