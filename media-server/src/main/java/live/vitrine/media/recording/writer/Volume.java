package live.vitrine.media.recording.writer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Where recordings are written to: a disk, or in tests one that is slow or full. All blocks. */
public interface Volume {
  /** Makes a file that was not there, and the folders that lead to it. */
  MediaFile create(Path path) throws IOException;

  /** Bytes that may still be written to where this path is. */
  long usableBytes(Path path) throws IOException;

  /** A file that grows. One thread. */
  interface MediaFile extends AutoCloseable {
    /** Appends all that remains in the buffers. */
    void append(ByteBuffer[] buffers) throws IOException;

    /** Writes over what is there already. */
    void overwrite(long position, ByteBuffer bytes) throws IOException;

    @Override
    void close() throws IOException;
  }
}
