package live.vitrine.media.benchmark.viewer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Takes HTTP's chunked coding (RFC 9112 section 7.1) off a body; no extensions, no trailers. */
final class ChunkedBody implements ByteSink {
  private static final long MAX_CHUNK_BYTES = 64 << 20;

  private enum State {
    SIZE,
    SIZE_LINE_FEED,
    DATA,
    DATA_CARRIAGE_RETURN,
    DATA_LINE_FEED,
    LAST_CARRIAGE_RETURN,
    LAST_LINE_FEED,
    END
  }

  private final ByteSink body;
  private State state = State.SIZE;
  private long left;
  private int digits;

  ChunkedBody(ByteSink body) {
    this.body = body;
  }

  /** Whether the last chunk has been seen: the stream ended as it should. */
  boolean isComplete() {
    return state == State.END;
  }

  @Override
  public void accept(MemorySegment data, long from, long to) {
    long at = from;
    while (at < to) {
      if (state == State.DATA) {
        long length = Math.min(left, to - at);
        body.accept(data, at, at + length);
        at += length;
        left -= length;
        if (left == 0) {
          state = State.DATA_CARRIAGE_RETURN;
        }
      } else {
        state = next(data.get(JAVA_BYTE, at++));
      }
    }
  }

  private State next(byte value) {
    return switch (state) {
      case SIZE -> size(value);
      case SIZE_LINE_FEED -> {
        expect('\n', value, StreamFault.CHUNK_SIZE);
        yield left == 0 ? State.LAST_CARRIAGE_RETURN : State.DATA;
      }
      case DATA_CARRIAGE_RETURN -> {
        expect('\r', value, StreamFault.CHUNK_END);
        yield State.DATA_LINE_FEED;
      }
      case DATA_LINE_FEED -> {
        expect('\n', value, StreamFault.CHUNK_END);
        yield State.SIZE;
      }
      case LAST_CARRIAGE_RETURN -> {
        expect('\r', value, StreamFault.CHUNK_END);
        yield State.LAST_LINE_FEED;
      }
      case LAST_LINE_FEED -> {
        expect('\n', value, StreamFault.CHUNK_END);
        yield State.END;
      }
      case DATA, END ->
          throw new StreamFaultException(StreamFault.CHUNK_END, "bytes behind the last chunk");
    };
  }

  private State size(byte value) {
    if (value == '\r' && digits > 0) {
      digits = 0;
      return State.SIZE_LINE_FEED;
    }
    int digit = Character.digit(value, 16);
    long size = digits == 0 ? digit : left * 16 + digit;
    if (digit < 0 || size > MAX_CHUNK_BYTES) {
      throw new StreamFaultException(StreamFault.CHUNK_SIZE, "byte " + value);
    }
    left = size;
    digits++;
    return State.SIZE;
  }

  private static void expect(char wanted, byte value, StreamFault fault) {
    if (value != wanted) {
      throw new StreamFaultException(fault, "byte " + value + " in place of " + (int) wanted);
    }
  }
}
