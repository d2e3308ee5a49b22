package live.vitrine.media.benchmark.scenario;

/**
 * Processor time of one window.
 *
 * @param seconds its length
 * @param serverCpuSeconds of the server; NaN when its process is not known
 * @param clientCpuSeconds of this process
 * @param otherCpuSeconds of everybody else on the machine, who should be silent
 */
record Effort(
    double seconds, double serverCpuSeconds, double clientCpuSeconds, double otherCpuSeconds) {
  /** The server's seconds for each GiB, when {@code bytes} were delivered. */
  double perGib(long bytes) {
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
