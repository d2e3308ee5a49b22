package live.vitrine.media.benchmark.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.media.benchmark.measure.Trend;
import live.vitrine.media.benchmark.viewer.StreamFault;

/** Judges a soak by what was seen after its warm-up third. */
final class SoakVerdict {
  private static final double MAX_HEAP_SHARE = 0.10;

  /** What the buffer pool takes at once: less is not growth. */
  private static final double POOL_CHUNK_MIB = 4;

  private static final double MAX_MIB_PER_HOUR = 1;
  private static final int JUDGED_BY_THE_HOUR_MINUTES = 60;
  private static final int LEFT_OVER = 8;

  private final Table table = new Table("Verdict");
  private boolean passed = true;

  Table table() {
    return table;
  }

  boolean passed() {
    return passed;
  }

  private void line(String what, String found, String bar, boolean good) {
    passed &= good;
    table
        .row()
        .with("what", what)
        .with("found", found)
        .with("bar", bar)
        .with("", good ? "PASS" : "FAIL");
  }

  /** Looks for growth in the samples that count. */
  void growth(List<SoakSample> samples, int minutes) {
    Trend heap = trend(samples, SoakSample::heapMib);
    Trend direct = trend(samples, SoakSample::directMib);
    Trend memory = trend(samples, sample -> sample.heapMib() + sample.directMib());
    Trend resident = trend(samples, SoakSample::residentMib);
    Trend descriptors = trend(samples, SoakSample::descriptors);
    Trend threads = trend(samples, SoakSample::threads);
    line(
        "heap after warm-up",
        String.format(Locale.ROOT, "%+.2f MiB of %.1f", heap.rise(), heap.mean()),
        "±10 %",
        Math.abs(heap.rise()) <= MAX_HEAP_SHARE * heap.mean());
    line(
        "direct memory after warm-up",
        String.format(Locale.ROOT, "%+.2f MiB of %.1f", direct.rise(), direct.mean()),
        "±10 % or 4 MiB",
        direct.rise() <= Math.max(MAX_HEAP_SHARE * direct.mean(), POOL_CHUNK_MIB));
    String slope =
        String.format(
            Locale.ROOT,
            "%+.1f ± %.1f MiB/h (resident: %+.1f ± %.1f)",
            memory.slope(),
            2 * memory.slopeError(),
            resident.slope(),
            2 * resident.slopeError());
    if (minutes >= JUDGED_BY_THE_HOUR_MINUTES) {
      // What the scatter alone can explain is no growth.
      boolean flat = memory.slope() - 2 * memory.slopeError() <= MAX_MIB_PER_HOUR;
      line("heap and direct memory", slope, "1 MiB/h", flat);
    } else {
      table.note("Too short to be judged by the hour; heap and direct memory: " + slope);
    }
    line(
        "open files after warm-up",
        String.format(Locale.ROOT, "%+.1f of %.0f", descriptors.rise(), descriptors.mean()),
        "±10 %",
        descriptors.rise() <= MAX_HEAP_SHARE * descriptors.mean());
    line(
        "threads after warm-up",
        String.format(Locale.ROOT, "%+.1f of %.0f", threads.rise(), threads.mean()),
        "±2",
        threads.rise() <= 2);
  }

  /** Compares what is left when everybody has gone with what was there before they came. */
  void backToStart(SoakSample before, SoakSample after) {
    line(
        "open files when all have left",
        before.descriptors() + " → " + after.descriptors(),
        "+" + LEFT_OVER,
        after.descriptors() <= before.descriptors() + LEFT_OVER);
    line(
        "threads when all have left",
        before.threads() + " → " + after.threads(),
        "+" + LEFT_OVER,
        after.threads() <= before.threads() + LEFT_OVER);
  }

  /** No viewer may have seen bytes that make no sense. */
  void streams(Map<StreamFault, Long> faults) {
    long broken =
        faults.entrySet().stream()
            .filter(fault ->
                switch (fault.getKey()) {
                  // Streams that are not live, and viewers who do not read.
                  case HTTP_STATUS, CONNECTION_RESET, CONNECT_REFUSED -> false;
                  case HTTP_HEAD_TOO_LONG,
                      CHUNK_SIZE,
                      CHUNK_END,
                      WEBSOCKET_FRAME,
                      FLV_HEADER,
                      TAG_TYPE,
                      TAG_SIZE,
                      PREVIOUS_TAG_SIZE,
                      TIMESTAMP_BACKWARDS,
                      STAMP_MISSING,
                      FRAME_REPEATED,
                      FIRST_PICTURE_IS_NO_KEY_FRAME ->
                      true;
                })
            .mapToLong(Map.Entry::getValue)
            .sum();
    line("FLV streams that made no sense", Long.toString(broken), "0", broken == 0);
    table.note("Faults that FLV viewers saw: " + faults);
  }

  private static Trend trend(List<SoakSample> samples, ToDoubleFunction<SoakSample> figure) {
    Trend trend = new Trend();
    samples.forEach(sample -> trend.add(sample.minutes() / 60, figure.applyAsDouble(sample)));
    return trend;
  }
}
