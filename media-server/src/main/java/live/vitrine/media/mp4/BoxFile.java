package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.mp4.Mp4Exception.Reason;
import org.jspecify.annotations.Nullable;

/** The boxes at the top of a file, up to an end that was given. Borrows the channel. */
final class BoxFile {
  private static final int HEADER_LENGTH = 8;
  private static final int LARGE_HEADER_LENGTH = 16;

  private final FileChannel channel;
  private final long end;

  BoxFile(FileChannel channel, long end) {
    this.channel = channel;
    this.end = end;
  }

  /** A box's place: where it begins, where its content does, and where it ends. */
  record Place(String type, long start, long content, long end) {
    long contentLength() {
      return end - content;
    }
  }

  /** The box that begins at an offset, null at the end. */
  @Nullable Place at(long offset) throws IOException {
    if (offset >= end) {
      return null;
    }
    ByteBuffer header = read(offset, (int) Math.min(LARGE_HEADER_LENGTH, end - offset));
    if (header.remaining() < HEADER_LENGTH) {
      throw truncated("a box header", offset);
    }
    long size = header.getInt() & 0xFFFF_FFFFL;
    byte[] name = new byte[4];
    header.get(name);
    String type = new String(name, StandardCharsets.ISO_8859_1);
    int headerLength = HEADER_LENGTH;
    if (size == 1) {
      if (header.remaining() < Long.BYTES) {
        throw truncated("the size of box '%s'".formatted(type), offset);
      }
      headerLength = LARGE_HEADER_LENGTH;
      size = header.getLong();
    }
    // Size 0, "to the end of the file", says nothing about whether the box is whole.
    if (size < headerLength) {
      throw new Mp4Exception(
          Reason.INVALID, "size of box '%s' at %d is %d".formatted(type, offset, size));
    }
    if (size > end - offset) {
      throw truncated("box '%s' of %d bytes".formatted(type, size), offset);
    }
    return new Place(type, offset, offset + headerLength, offset + size);
  }

  /** A box's content in memory. */
  BoxReader content(Place place, int maxLength) throws IOException {
    if (place.contentLength() > maxLength) {
      throw new Mp4Exception(
          Reason.TOO_LARGE,
          "box '%s' of %d bytes, at most %d allowed"
              .formatted(place.type(), place.contentLength(), maxLength));
    }
    return new BoxReader(place.type(), read(place.content(), (int) place.contentLength()));
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw truncated("the file", offset + bytes.position());
      }
    }
    return bytes.flip();
  }

  private Mp4Exception truncated(String what, long offset) {
    return new Mp4Exception(
        Reason.TRUNCATED, "%s at %d, and %d bytes are there".formatted(what, offset, end - offset));
  }
}
