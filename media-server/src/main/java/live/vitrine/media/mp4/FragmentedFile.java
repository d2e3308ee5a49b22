package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * What a fragmented file holds, as far as it is whole. Immutable. Files are read block by block;
 * memory is bounded by the number of fragments.
 */
public final class FragmentedFile {
  /**
   * Reads the boxes of a file, not its samples; blocks. Bytes behind the last whole fragment are no
   * error: a crash leaves them, and cutting the file at {@link #wholeLength} repairs it.
   *
   * @param channel borrowed; its position is not used
   * @throws Mp4Exception when not even the head of the file is whole, or it is none of ours
   */
  public static FragmentedFile scan(FileChannel channel) throws IOException {
    throw new UnsupportedOperationException("%s".formatted(channel));
  }

  /** Bytes that end with a whole fragment (or the head when there is none). */
  public long wholeLength() {
    throw new UnsupportedOperationException();
  }

  /** Whether the file had no other bytes behind that when it was read. */
  public boolean isWhole() {
    throw new UnsupportedOperationException();
  }

  /** Bytes of "ftyp" and "moov" at the beginning. */
  public int initLength() {
    throw new UnsupportedOperationException();
  }

  public List<RecordedTrack> tracks() {
    throw new UnsupportedOperationException();
  }

  public List<RecordedFragment> fragments() {
    throw new UnsupportedOperationException();
  }

  /** Milliseconds on the file's timeline at which the leading track begins; 0 when empty. */
  public long start() {
    throw new UnsupportedOperationException();
  }

  /** Milliseconds from there to the end of the leading track; the first picture track leads. */
  public long duration() {
    throw new UnsupportedOperationException();
  }
}
