package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Makes a file that players can seek in, with "moov" in front of all samples, from a fragmented
 * one. Samples are copied from file to file by the operating system.
 */
public final class ProgressiveMp4 {
  private ProgressiveMp4() {}

  /**
   * Writes all of a recording; blocks.
   *
   * @param source borrowed, the file that was scanned
   * @param target borrowed, empty; written from its position on
   * @throws Mp4Exception when the file is damaged or has nothing in it
   */
  public static void write(FileChannel source, FragmentedFile file, FileChannel target)
      throws IOException {
    write(source, file, Long.MIN_VALUE, Long.MAX_VALUE, target);
  }

  /**
   * Writes a clip: from the last sync sample of the leading track at or before {@code from}; all
   * tracks begin to be presented at its time.
   *
   * @param from milliseconds on the file's timeline
   * @param to milliseconds on the file's timeline; samples decoded at it or later are left out
   */
  public static void write(
      FileChannel source, FragmentedFile file, long from, long to, FileChannel target)
      throws IOException {
    Clip clip = Clip.collect(new BoxFile(source, file.wholeLength()), file, from, to);
    ByteBuffer header = ProgressiveHeader.of(clip).nioBuffer();
    while (header.hasRemaining()) {
      target.write(header);
    }
    clip.ranges().copy(source, target);
  }
}
