package live.vitrine.media.recording.writer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file system. */
public final class LocalVolume implements Volume {
  @Override
  public MediaFile create(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    return new LocalFile(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public long usableBytes(Path path) throws IOException {
    Path existing = path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    // A file store would read the list of all mounts first; every recording asks once a second.
    return existing.toFile().getUsableSpace();
  }

  private record LocalFile(FileChannel channel) implements MediaFile {
    @Override
    public void append(ByteBuffer[] buffers) throws IOException {
      // One call takes no more buffers than the system allows, and may write less than all.
      int first = 0;
      while (first < buffers.length) {
        if (buffers[first].hasRemaining()) {
          channel.write(buffers, first, buffers.length - first);
        } else {
          first++;
        }
      }
    }

    @Override
    public void overwrite(long position, ByteBuffer bytes) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
