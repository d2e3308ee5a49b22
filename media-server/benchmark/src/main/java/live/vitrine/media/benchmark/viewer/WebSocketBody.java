package live.vitrine.media.benchmark.viewer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Takes the frames of a WebSocket server (RFC 6455 section 5.2) off their binary payload. Pings go
 * unanswered; a close frame completes the body.
 */
final class WebSocketBody implements ByteSink {
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int RESERVED_BITS = 0x70;
  private static final int MASK_BIT = 0x80;
  private static final long MAX_FRAME_BYTES = 64 << 20;

  private enum State {
    OPCODE,
    LENGTH,
    EXTENDED_LENGTH,
    PAYLOAD,
    END
  }

  private final ByteSink body;
  private State state = State.OPCODE;
  private int opcode;
  private int lengthBytes;
  private long left;

  WebSocketBody(ByteSink body) {
    this.body = body;
  }

  /** Whether the server said that it closes. */
  boolean isComplete() {
    return state == State.END;
  }

  @Override
  public void accept(MemorySegment data, long from, long to) {
    long at = from;
    while (at < to) {
      switch (state) {
        case OPCODE -> opcode(data.get(JAVA_BYTE, at++) & 0xFF);
        case LENGTH -> length(data.get(JAVA_BYTE, at++) & 0xFF);
        case EXTENDED_LENGTH -> extendedLength(data.get(JAVA_BYTE, at++) & 0xFF);
        case PAYLOAD -> {
          long length = Math.min(left, to - at);
          if (opcode == BINARY || opcode == CONTINUATION) {
            body.accept(data, at, at + length);
          }
          at += length;
          left -= length;
          if (left == 0) {
            startFrame();
          }
        }
        case END -> at = to;
      }
    }
  }

  private void opcode(int value) {
    opcode = value & 0x0F;
    boolean known =
        opcode == CONTINUATION
            || opcode == BINARY
            || opcode == CLOSE
            || opcode == PING
            || opcode == PONG;
    if (!known || (value & RESERVED_BITS) != 0) {
      throw new StreamFaultException(StreamFault.WEBSOCKET_FRAME, "first byte " + value);
    }
    state = State.LENGTH;
  }

  private void length(int value) {
    if ((value & MASK_BIT) != 0) {
      throw new StreamFaultException(StreamFault.WEBSOCKET_FRAME, "a server's frame is masked");
    }
    lengthBytes = value == 126 ? 2 : value == 127 ? 8 : 0;
    left = lengthBytes == 0 ? value : 0;
    state = State.EXTENDED_LENGTH;
    if (lengthBytes == 0) {
      startPayload();
    }
  }

  private void extendedLength(int value) {
    left = left << 8 | value;
    if (left > MAX_FRAME_BYTES) {
      throw new StreamFaultException(StreamFault.WEBSOCKET_FRAME, "length " + left);
    }
    if (--lengthBytes == 0) {
      startPayload();
    }
  }

  private void startPayload() {
    state = State.PAYLOAD;
    if (left == 0) {
      startFrame();
    }
  }

  private void startFrame() {
    state = opcode == CLOSE ? State.END : State.OPCODE;
  }
}
