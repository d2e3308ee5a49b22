package live.vitrine.media.hls;

import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/**
 * A part of a segment on its way to a client. A {@link DefaultFileRegion}, because that is what
 * Netty's native transport hands to sendfile; unlike it, one that leaves the file open for others.
 */
final class SegmentRegion extends DefaultFileRegion {
  private final SegmentFile file;

  SegmentRegion(SegmentFile file, FileChannel channel, long position, long count) {
    super(channel, position, count);
    this.file = file;
  }

  // The file is not closed here: it is shared, and its last reference closes it.
  @Override
  protected void deallocate() {
    file.release();
  }
}
