package live.vitrine.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * Tells apart the two dialects of type 3 chunks after an extended time: the specification of 2012
 * (section 5.3.1.3) repeats the four bytes, as do FFmpeg and Flash; that of 2009 leaves them out,
 * as do librtmp and OBS before 2024. So the bytes are time if they equal the expected ones, and
 * payload from the first that does not.
 *
 * <p>A message whose last one to three bytes happen to equal the expected ones waits for the bytes
 * after it.
 */
final class RepeatedTime {
  enum Match {
    NEEDS_BYTES,
    PRESENT,
    ABSENT
  }

  private int expected;
  private int matched;

  /** Begins to look for {@code time}, the value of the time field in force. */
  void expect(int time) {
    expected = time;
    matched = 0;
  }

  /** Consumes bytes for as long as they are the expected ones. */
  Match match(ByteBuf in) {
    while (matched < 4) {
      if (!in.isReadable()) {
        return Match.NEEDS_BYTES;
      }
      if (in.getByte(in.readerIndex()) != expectedByte(matched)) {
        return Match.ABSENT;
      }
      in.skipBytes(1);
      matched++;
    }
    return Match.PRESENT;
  }

  /** The bytes consumed so far: at most three when the answer was {@link Match#ABSENT}. */
  byte[] matched() {
    byte[] bytes = new byte[matched];
    for (int i = 0; i < matched; i++) {
      bytes[i] = expectedByte(i);
    }
    return bytes;
  }

  private byte expectedByte(int index) {
    return (byte) (expected >>> (24 - 8 * index));
  }
}
