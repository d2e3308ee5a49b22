package live.vitrine.media.hls.cmaf;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The segment that is being written, as far as it goes. Immutable: each part makes a new one.
 *
 * @param parts those that are complete, perhaps none
 * @param bytes borrowed from the writer
 */
record OpenSegment(SegmentHead head, List<Part> parts, StoredBytes bytes, AtomicInteger requests) {}
