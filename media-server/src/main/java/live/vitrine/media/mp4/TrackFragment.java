package live.vitrine.media.mp4;

import java.util.List;

/**
 * One track's part of a fragment that was read ("traf").
 *
 * @param description which sample entry, from 1
 * @param decodeTime of the first sample, in the track's units
 */
record TrackFragment(RecordedTrack track, int description, long decodeTime, List<SampleRun> runs) {
  long duration() {
    long sum = 0;
    for (SampleRun run : runs) {
      sum += run.totalDuration();
    }
    return sum;
  }

  boolean isEmpty() {
    for (SampleRun run : runs) {
      if (run.count() > 0) {
        return false;
      }
    }
    return true;
  }

  boolean startsWithSync() {
    for (SampleRun run : runs) {
      if (run.count() > 0) {
        return run.syncs()[0];
      }
    }
    return false;
  }
}
