package live.vitrine.media.benchmark.scenario;

import java.util.Map;
import live.vitrine.media.benchmark.viewer.StreamFault;

/**
 * What was seen in one measured window.
 *
 * @param seconds its length
 * @param bytes read by all viewers, framing included
 * @param missingShare pictures that should have come by the clock and did not, 0 to 1
 * @param lost frames whose numbers were skipped
 * @param gone viewers that ended or were cut off
 * @param stalled viewers that had nothing for two seconds at the end
 * @param serverCpuSeconds of the server; NaN when its process is not known
 * @param clientCpuSeconds of this process
 * @param otherCpuSeconds of everybody else on the machine, who should be silent
 * @param publisherLateMillis how long after their time 99 % of the frames were sent
 */
record Window(
    double seconds,
    long bytes,
    long reads,
    long pictures,
    double missingShare,
    long lost,
    long gone,
    long stalled,
    Map<StreamFault, Long> faults,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    double serverCpuSeconds,
    double clientCpuSeconds,
    double otherCpuSeconds,
    double publisherLateMillis) {
  double cpuSecondsPerGib() {
    return serverCpuSeconds / (bytes / (double) (1 << 30));
  }

  /** Share of its core that the server used, in percent. */
  double serverPercent() {
    return 100 * serverCpuSeconds / seconds;
  }

  double clientPercent() {
    return 100 * clientCpuSeconds / seconds;
  }

  /** What others took of the machine, in percent of one core. */
  double otherPercent() {
    return 100 * otherCpuSeconds / seconds;
  }
}
