package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/**
 * A file that is fragmented while it is written and seekable as a whole afterwards, without a copy.
 *
 * <p>Between "ftyp" and "moov" it has room for a box header. When it is complete, a second "moov"
 * with all sample tables goes to its end; then the room becomes the header of an "mdat" that
 * reaches up to there. That is one write of 16 bytes: before it the file is a fragmented one with
 * something behind its last fragment, after it a progressive one. Byte ranges of its fragments stay
 * what they were.
 *
 * <pre>
 *  ftyp | free      | moov | moof mdat | moof mdat | …            while it is written
 *  ftyp | mdat ( … moov | moof mdat | moof mdat | … ) | moov      when it is closed
 * </pre>
 */
public final class HybridMp4 {
  private static final int ROOM = 16;
  private static final long MAX_SMALL_OFFSET = 0xFFFF_FFFFL;

  private HybridMp4() {}

  /**
   * The beginning of a file.
   *
   * @param init as {@link InitSegment} makes it
   */
  public static byte[] head(byte[] init) {
    int brand = brandLength(ByteBuffer.wrap(init));
    ByteBuffer head = ByteBuffer.allocate(init.length + ROOM);
    head.put(init, 0, brand).put(room("free", ROOM)).put(init, brand, init.length - brand);
    return head.array();
  }

  /**
   * The initialization section for players of byte ranges: the head without the room in it.
   *
   * @param head the file's first {@link FragmentedFile#initLength} bytes, closed or not
   */
  public static byte[] init(byte[] head) {
    int brand = brandLength(ByteBuffer.wrap(head));
    byte[] init = Arrays.copyOf(head, head.length - ROOM);
    System.arraycopy(head, brand + ROOM, init, brand, head.length - brand - ROOM);
    return init;
  }

  /**
   * Closes a file; blocks. One that is closed already stays as it is.
   *
   * @param channel borrowed; writable
   * @param file what {@link FragmentedFile#scan} found in it; what is behind that is cut off
   * @return the file's length
   * @throws IOException there is no room on the disk: the file is then what it was before
   */
  public static long close(FileChannel channel, FragmentedFile file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(file.initLength());
    readFully(channel, start);
    int brand = brandLength(start);
    if (type(start, brand).equals("mdat")) {
      return channel.size();
    }
    if (!type(start, brand).equals("free") || start.getInt(brand) != ROOM) {
      throw new Mp4Exception(Reason.UNSUPPORTED, "no room for a box header behind 'ftyp'");
    }
    long end = file.wholeLength();
    Clip clip = Clip.inPlace(new BoxFile(channel, end), file);
    ByteBuffer movie = ProgressiveHeader.movieInPlace(clip, end > MAX_SMALL_OFFSET).nioBuffer();
    channel.truncate(end);
    try {
      writeFully(channel, movie, end);
      // Not the header before what it leads to.
      channel.force(true);
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
    writeFully(channel, ByteBuffer.wrap(room("mdat", end - brand)), brand);
    channel.force(true);
    return channel.size();
  }

  /** A box header of 16 bytes; "free" as a whole box, whose size needs no 64 bits. */
  private static byte[] room(String type, long size) {
    boolean large = type.equals("mdat");
    return ByteBuffer.allocate(ROOM)
        .putInt(large ? 1 : (int) size)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .putLong(large ? size : 0)
        .array();
  }

  private static int brandLength(ByteBuffer file) {
    int length = file.getInt(0);
    if (length < 8 || length > file.capacity() - ROOM || !type(file, 0).equals("ftyp")) {
      throw new Mp4Exception(Reason.INVALID, "the file does not begin with 'ftyp'");
    }
    return length;
  }

  private static String type(ByteBuffer file, int at) {
    byte[] name = new byte[4];
    file.get(at + 4, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private static void readFully(FileChannel channel, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, target.position()) < 0) {
        throw new Mp4Exception(Reason.TRUNCATED, "the file became shorter");
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer source, long position)
      throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
    }
  }
}
