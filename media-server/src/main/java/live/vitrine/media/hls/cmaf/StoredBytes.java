package live.vitrine.media.hls.cmaf;

import io.netty.channel.FileRegion;
import java.util.Optional;
import live.vitrine.media.hls.SegmentFile;

/**
 * A segment's bytes: a stretch of a file. Holds one reference to the file, until {@link #release}.
 *
 * @param offset where the segment begins in the file
 */
record StoredBytes(SegmentFile file, long offset) {
  /**
   * Part of the segment for Netty to send; empty when the bytes are gone.
   *
   * @param position in the segment
   */
  Optional<FileRegion> region(long position, long count) {
    return file.tryRetain()
        ? Optional.of(file.takeRegion(offset + position, count))
        : Optional.empty();
  }

  void release() {
    file.release();
  }
}
