package live.vitrine.media.benchmark.publisher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the AMF0 values that a server's answers are made of; objects become maps, null is "". */
final class Amf0Reader {
  private static final int MAX_DEPTH = 8;

  private Amf0Reader() {}

  /** All values of a command. */
  static List<Object> values(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    List<Object> values = new ArrayList<>();
    while (bytes.hasRemaining()) {
      values.add(value(bytes, 0));
    }
    return values;
  }

  private static Object value(ByteBuffer bytes, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalStateException("the server nests deeper than " + MAX_DEPTH);
    }
    int marker = bytes.get();
    return switch (marker) {
      case 0x00 -> bytes.getDouble();
      case 0x01 -> bytes.get() != 0;
      case 0x02 -> text(bytes);
      case 0x03 -> members(bytes, depth);
      case 0x05, 0x06 -> "";
      case 0x08 -> {
        bytes.getInt();
        yield members(bytes, depth);
      }
      case 0x0A -> {
        int count = bytes.getInt();
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          items.add(value(bytes, depth + 1));
        }
        yield items;
      }
      default -> throw new IllegalStateException("the server sent AMF0 marker " + marker);
    };
  }

  private static Map<String, Object> members(ByteBuffer bytes, int depth) {
    Map<String, Object> members = new HashMap<>();
    for (String key = text(bytes); !key.isEmpty(); key = text(bytes)) {
      members.put(key, value(bytes, depth + 1));
    }
    bytes.get();
    return members;
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getShort() & 0xFFFF];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
