package live.vitrine.media.hls;

import java.util.concurrent.atomic.LongAdder;

/** What happened in all packagers since the start, for metrics. Safe for use by all threads. */
public final class HlsCounters {
  final LongAdder segments = new LongAdder();
  final LongAdder forcedCuts = new LongAdder();
  final LongAdder damagedFrames = new LongAdder();
  final LongAdder unsupportedFrames = new LongAdder();
  final LongAdder storeFailures = new LongAdder();

  HlsCounters() {}

  /** Segments finished. */
  public long segments() {
    return segments.sum();
  }

  /** Segments that end where no key frame was, because none came in time. */
  public long forcedCuts() {
    return forcedCuts.sum();
  }

  /** Frames and configurations left out because their bytes make no sense. */
  public long damagedFrames() {
    return damagedFrames.sum();
  }

  /** Frames and configurations left out because a transport stream of ours has no such codec. */
  public long unsupportedFrames() {
    return unsupportedFrames.sum();
  }

  /** Segments lost because their bytes could not be stored. */
  public long storeFailures() {
    return storeFailures.sum();
  }
}
