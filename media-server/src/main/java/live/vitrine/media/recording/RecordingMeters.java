package live.vitrine.media.recording;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.worker.Workbench;
import live.vitrine.media.recording.writer.RecordingCounters;
import live.vitrine.media.recording.writer.WriteBudget;

/** The figures of recording, under the names of {@code docs/metrics.md}. */
record RecordingMeters(
    RecordingCounters counters, WriteBudget budget, RecordingLibrary library, Workbench workbench)
    implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("vitrine.recordings.active", counters, RecordingCounters::active)
        .description("Recordings that are being written")
        .register(registry);
    Gauge.builder("vitrine.recordings", library, RecordingLibrary::count)
        .description("Recordings there are")
        .register(registry);
    FunctionCounter.builder("vitrine.recordings.started", counters, RecordingCounters::started)
        .description("Recordings that began")
        .register(registry);
    FunctionCounter.builder("vitrine.recordings.failed", counters, RecordingCounters::failed)
        .description("Recordings that stopped while their stream went on")
        .register(registry);
    FunctionCounter.builder("vitrine.recordings.written", counters, RecordingCounters::bytesWritten)
        .baseUnit("bytes")
        .description("Written to recordings")
        .register(registry);
    Gauge.builder("vitrine.recordings.waiting", budget, WriteBudget::used)
        .baseUnit("bytes")
        .description("Waiting to be written to recordings")
        .register(registry);
    Gauge.builder("vitrine.recordings.work.waiting", workbench, Workbench::waiting)
        .description("Posters, storyboards and exact clips that wait to be made")
        .register(registry);
    FunctionCounter.builder("vitrine.recordings.work.failed", workbench, Workbench::failures)
        .description("Posters, storyboards and exact clips that could not be made")
        .register(registry);
  }
}
