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
 * @param effort what it took
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
    Effort effort,
    double publisherLateMillis) {
  double cpuSecondsPerGib() {
    return effort.perGib(bytes);
  }

  double serverPercent() {
    return effort.serverPercent();
  }

  double clientPercent() {
    return effort.clientPercent();
  }

  double otherPercent() {
    return effort.otherPercent();
  }
}
