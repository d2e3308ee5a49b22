package live.vitrine.media.hls.cmaf;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import live.vitrine.media.hls.SegmentStore;

/** Figures of HLS with fragmented MP4, for metrics. */
public final class CmafMeters implements MeterBinder {
  private final CmafCounters counters;
  private final SegmentStore disk;

  /**
   * Figures of these.
   *
   * @param disk where older segments are
   */
  public CmafMeters(CmafCounters counters, SegmentStore disk) {
    this.counters = counters;
    this.disk = disk;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "parts", "Parts finished", CmafCounters::parts);
    count(registry, "segments", "Segments finished", CmafCounters::segments);
    count(
        registry,
        "forced.cuts",
        "Segments that end without a key frame, because none came in time",
        CmafCounters::forcedCuts);
    count(
        registry,
        "store.failures",
        "Segments lost because they could not be stored",
        CmafCounters::storeFailures);
    count(
        registry,
        "held.requests",
        "Requests that waited for a part or playlist",
        CmafCounters::heldRequests);
    unanswered(registry, "too_many", CmafCounters::refusedHolds);
    unanswered(registry, "timeout", CmafCounters::timedOutHolds);
    leftOut(registry, "damaged", CmafCounters::damaged);
    leftOut(registry, "no_track", CmafCounters::leftOut);
    Gauge.builder("vitrine.cmaf.disk.files", disk, SegmentStore::openFiles)
        .description("Files with older segments")
        .register(registry);
    Gauge.builder("vitrine.cmaf.disk", disk, SegmentStore::bytes)
        .baseUnit("bytes")
        .description("In all of these")
        .register(registry);
  }

  private void count(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<CmafCounters> value) {
    FunctionCounter.builder("vitrine.cmaf." + name, counters, value)
        .description(description)
        .register(registry);
  }

  private void unanswered(
      MeterRegistry registry, String reason, ToDoubleFunction<CmafCounters> value) {
    FunctionCounter.builder("vitrine.cmaf.unanswered.requests", counters, value)
        .tags("reason", reason)
        .description("Requests that waited, or wanted to, in vain")
        .register(registry);
  }

  private void leftOut(
      MeterRegistry registry, String reason, ToDoubleFunction<CmafCounters> value) {
    FunctionCounter.builder("vitrine.cmaf.frames.left.out", counters, value)
        .tags("reason", reason)
        .description("Frames that are in no segment")
        .register(registry);
  }
}
