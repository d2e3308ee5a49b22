package live.vitrine.media.benchmark.viewer;

import java.lang.foreign.MemorySegment;

/** Takes bytes as they come, cut anywhere. */
interface ByteSink {
  /**
   * Looks at the bytes {@code from} to {@code to} (exclusive) of {@code data}, which is only
   * borrowed.
   *
   * @throws StreamFaultException at the first byte that cannot be
   */
  void accept(MemorySegment data, long from, long to);
}
