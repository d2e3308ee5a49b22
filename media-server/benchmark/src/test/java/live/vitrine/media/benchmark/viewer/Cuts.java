package live.vitrine.media.benchmark.viewer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Feeds bytes to a sink in pieces of native memory, as a socket does. */
final class Cuts {
  private Cuts() {}

  /** In two pieces, the first of {@code cut} bytes. */
  static void inTwo(byte[] bytes, int cut, ByteSink sink) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(JAVA_BYTE, bytes);
      sink.accept(memory, 0, cut);
      sink.accept(memory, cut, bytes.length);
    }
  }

  static void byteByByte(byte[] bytes, ByteSink sink) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(JAVA_BYTE, bytes);
      for (int i = 0; i < bytes.length; i++) {
        sink.accept(memory, i, i + 1);
      }
    }
  }

  static void whole(byte[] bytes, ByteSink sink) {
    inTwo(bytes, bytes.length, sink);
  }

  /** Keeps everything it is given. */
  static final class Collector implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void accept(MemorySegment data, long from, long to) {
      bytes.writeBytes(data.asSlice(from, to - from).toArray(JAVA_BYTE));
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }
  }
}
