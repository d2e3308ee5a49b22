package live.vitrine.media.testing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads FLV as strictly as a player might, in pieces of any size, and fails at the first byte that
 * is wrong: the file header; every tag's header and the size behind it; times that do not run back
 * within a track; configuration and a key frame before any other picture; configuration that is
 * repeated although nothing changed.
 */
public final class FlvChecker {
  private static final int FILE_HEADER = 13;
  private static final int TAG_HEADER = 11;

  /** A tag: 8 audio, 9 video, 18 script. */
  public static final class Tag {
    private final int type;
    private final long time;
    private final byte[] payload;

    private Tag(int type, long time, byte[] payload) {
      this.type = type;
      this.time = time;
      this.payload = payload;
    }

    public int type() {
      return type;
    }

    /** In milliseconds. */
    public long time() {
      return time;
    }

    public byte[] payload() {
      return payload;
    }

    public boolean isConfiguration() {
      if (type == 18 || payload.length < 2) {
        return false;
      }
      return isEnhanced() ? (payload[0] & 0x0F) == 0 : payload[1] == 0;
    }

    private boolean isEnhanced() {
      return type == 9 ? payload[0] < 0 : (payload[0] & 0xF0) == 0x90;
    }

    /** A coded picture: no configuration, no metadata, no end of a sequence. */
    public boolean isPicture() {
      if (type != 9 || payload.length < 2) {
        return false;
      }
      int kind = isEnhanced() ? payload[0] & 0x0F : payload[1];
      return kind == 1 || (isEnhanced() && kind == 3);
    }

    public boolean isKeyFrame() {
      return type == 9 && !isConfiguration() && (payload[0] >> 4 & 7) == 1;
    }
  }

  private final List<Tag> tags = new ArrayList<>();
  private final long[] lastTime = new long[19];
  private final byte[][] configuration = new byte[19][];
  private byte[] pending = new byte[0];
  private boolean headerRead;
  private boolean keyFrameSeen;
  private int flags;

  /** The next bytes. */
  public synchronized void feed(byte[] bytes, int length) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(pending);
    all.write(bytes, 0, length);
    byte[] data = all.toByteArray();
    int at = 0;
    if (!headerRead) {
      if (data.length < FILE_HEADER) {
        pending = data;
        return;
      }
      readHeader(data);
      at = FILE_HEADER;
    }
    while (data.length - at >= TAG_HEADER) {
      int length24 = medium(data, at + 1);
      int whole = TAG_HEADER + length24 + 4;
      if (data.length - at < whole) {
        break;
      }
      take(readTag(data, at, length24));
      at += whole;
    }
    pending = Arrays.copyOfRange(data, at, data.length);
  }

  private void readHeader(byte[] data) {
    require(data[0] == 'F' && data[1] == 'L' && data[2] == 'V' && data[3] == 1, "signature");
    flags = data[4];
    require((flags & ~5) == 0 && flags != 0, "flags " + flags);
    require(number(data, 5) == 9 && number(data, 9) == 0, "header length");
    headerRead = true;
  }

  private static Tag readTag(byte[] data, int at, int length) {
    int type = data[at];
    require(type == 8 || type == 9 || type == 18, "tag type " + type);
    require(medium(data, at + 8) == 0, "stream ID");
    int trailer = number(data, at + TAG_HEADER + length);
    require(
        trailer == TAG_HEADER + length,
        "PreviousTagSize %d after %d bytes".formatted(trailer, length));
    long time = medium(data, at + 4) | (data[at + 7] & 0xFFL) << 24;
    return new Tag(type, time, Arrays.copyOfRange(data, at + TAG_HEADER, at + TAG_HEADER + length));
  }

  private void take(Tag tag) {
    require(
        tag.time >= lastTime[tag.type],
        "time of type %d runs back from %d to %d"
            .formatted(tag.type, lastTime[tag.type], tag.time));
    lastTime[tag.type] = tag.time;
    if (tag.isConfiguration()) {
      require(!Arrays.equals(configuration[tag.type], tag.payload), "configuration repeated");
      configuration[tag.type] = tag.payload;
    } else if (tag.isPicture()) {
      require(configuration[9] != null, "picture before configuration");
      require(keyFrameSeen || tag.isKeyFrame(), "does not begin with a key frame");
      keyFrameSeen = true;
    } else if (tag.type == 8) {
      require(keyFrameSeen || (flags & 1) == 0, "sound before the first key frame");
    }
    tags.add(tag);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("FLV: " + what);
    }
  }

  private static int medium(byte[] data, int at) {
    return (data[at] & 0xFF) << 16 | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF);
  }

  private static int number(byte[] data, int at) {
    return (data[at] & 0xFF) << 24 | medium(data, at + 1);
  }

  /** Everything read so far. */
  public synchronized List<Tag> tags() {
    return List.copyOf(tags);
  }

  /** The header's flags: 4 for sound, 1 for picture. */
  public synchronized int flags() {
    return flags;
  }

  /** Whether the bytes so far end with a whole tag. */
  public synchronized boolean isAtTagEnd() {
    return pending.length == 0;
  }
}
