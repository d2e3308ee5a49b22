package live.vitrine.media.hls.cmaf;

import java.util.concurrent.atomic.LongAdder;

/** What happened in all packagers since the start, for metrics. Safe for use by all threads. */
public final class CmafCounters {
  final LongAdder parts = new LongAdder();
  final LongAdder segments = new LongAdder();
  final LongAdder forcedCuts = new LongAdder();
  final LongAdder damaged = new LongAdder();
  final LongAdder leftOut = new LongAdder();
  final LongAdder storeFailures = new LongAdder();
  final LongAdder heldRequests = new LongAdder();
  final LongAdder refusedHolds = new LongAdder();
  final LongAdder timedOutHolds = new LongAdder();

  /** All of them zero. */
  public CmafCounters() {}

  /** Parts finished. */
  public long parts() {
    return parts.sum();
  }

  /** Segments finished. */
  public long segments() {
    return segments.sum();
  }

  /** Segments that end where no key frame was, because none came in time. */
  public long forcedCuts() {
    return forcedCuts.sum();
  }

  /** Configurations and frames left out because their bytes make no sense. */
  public long damaged() {
    return damaged.sum();
  }

  /** Frames left out because no rendition has a track for them. */
  public long leftOut() {
    return leftOut.sum();
  }

  /** Segments lost because their bytes could not be stored. */
  public long storeFailures() {
    return storeFailures.sum();
  }

  /** Requests that were held for what was not there yet. */
  public long heldRequests() {
    return heldRequests.sum();
  }

  /** Requests that were not held because too many were. */
  public long refusedHolds() {
    return refusedHolds.sum();
  }

  /** Requests that were held in vain. */
  public long timedOutHolds() {
    return timedOutHolds.sum();
  }
}
