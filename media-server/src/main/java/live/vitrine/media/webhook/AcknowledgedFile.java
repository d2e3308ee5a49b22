package live.vitrine.media.webhook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far a queue has been delivered: segment and offset with a check, overwritten in place. One
 * that is missing, old or damaged only means that messages are delivered again.
 */
final class AcknowledgedFile implements Closeable {
  static final String NAME = "acknowledged";
  private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

  /** Everything before this place has been delivered. */
  record Place(long segment, long offset) {
    static final Place START = new Place(0, 0);
  }

  private final FileChannel channel;

  AcknowledgedFile(Path folder) throws IOException {
    this.channel =
        FileChannel.open(
            folder.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  Place read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, bytes.position()) < 0) {
        return Place.START;
      }
    }
    bytes.flip();
    Place place = new Place(bytes.getLong(), bytes.getLong());
    boolean sound =
        bytes.getInt() == check(bytes)
            && place.segment >= 0
            && place.segment <= Segment.MAX_NUMBER
            && place.offset >= 0;
    return sound ? place : Place.START;
  }

  void write(Place place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(place.segment).putLong(place.offset);
    bytes.putInt(check(bytes)).flip();
    while (bytes.hasRemaining()) {
      int at = bytes.position();
      if (channel.write(bytes, at) == 0) {
        throw new IOException("nothing is written to " + NAME);
      }
    }
  }

  private static int check(ByteBuffer bytes) {
    CRC32C check = new CRC32C();
    check.update(bytes.slice(0, 2 * Long.BYTES));
    return (int) check.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
