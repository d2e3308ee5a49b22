package live.vitrine.media.mp4;

/**
 * Samples of one track that lie behind each other in the file ("trun", ISO/IEC 14496-12 section
 * 8.8.8).
 *
 * @param offset of the first sample in the file
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; columns of a table, handed on once.
record SampleRun(
    long offset, int[] durations, int[] sizes, int[] compositionOffsets, boolean[] syncs) {
  int count() {
    return sizes.length;
  }

  long totalSize() {
    long sum = 0;
    for (int size : sizes) {
      sum += size;
    }
    return sum;
  }

  long totalDuration() {
    long sum = 0;
    for (int duration : durations) {
      sum += duration;
    }
    return sum;
  }
}
