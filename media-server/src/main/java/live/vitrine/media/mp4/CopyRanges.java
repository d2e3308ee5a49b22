package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/** Which bytes of a file are copied behind each other into another. */
final class CopyRanges {
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int count;
  private long total;

  /** Adds bytes behind the ones so far; answers where they will be, from 0. */
  long add(long start, long length) {
    long position = total;
    total += length;
    if (count > 0 && ends[count - 1] == start) {
      ends[count - 1] += length;
      return position;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = start + length;
    count++;
    return position;
  }

  /** Bytes of all. */
  long total() {
    return total;
  }

  void copy(FileChannel source, FileChannel target) throws IOException {
    for (int i = 0; i < count; i++) {
      long at = starts[i];
      while (at < ends[i]) {
        long copied = source.transferTo(at, ends[i] - at, target);
        if (copied == 0 && at >= source.size()) {
          throw new Mp4Exception(
              Reason.TRUNCATED, "the file ends at %d while it is read".formatted(at));
        }
        at += copied;
      }
    }
  }
}
