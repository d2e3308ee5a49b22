package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.Map;
import live.vitrine.media.benchmark.measure.ProcessFigures;

/**
 * What a server holds at one moment.
 *
 * @param minutes since the storm began
 * @param heapMib heap that is alive after a full collection
 * @param directMib direct memory that the buffer pool holds
 * @param residentMib VmRSS of the server, without the processes it starts
 * @param storedMib HLS segments in shared memory, which is in none of the others
 */
record SoakSample(
    double minutes,
    double heapMib,
    double directMib,
    double residentMib,
    double storedMib,
    long descriptors,
    long threads) {
  private static final double MEBIBYTE = 1 << 20;

  /** Collects garbage and looks, under unchanged load. */
  static SoakSample take(double minutes, Target server, OwnServer own, LoadGenerator load)
      throws IOException, InterruptedException {
    long pid = server.pid().orElseThrow(() -> new IllegalStateException("no process to look at"));
    double live = Settling.liveKib(server, load) / 1024.0;
    Map<String, Double> metrics = own.metrics();
    return new SoakSample(
        minutes,
        live,
        metrics.getOrDefault("vitrine_direct_memory_used_bytes", Double.NaN) / MEBIBYTE,
        ProcessFigures.ownResidentKib(pid) / 1024.0,
        metrics.getOrDefault("vitrine_hls_stored_bytes", Double.NaN) / MEBIBYTE,
        ProcessFigures.descriptors(pid),
        ProcessFigures.threads(pid));
  }
}
