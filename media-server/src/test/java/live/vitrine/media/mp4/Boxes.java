package live.vitrine.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An MP4 file's boxes, read in another way than the program reads them: all at once, and strictly.
 *
 * @param type four characters, empty for the file itself
 * @param start of the box in the file
 * @param content what is behind the header
 */
record Boxes(String type, int start, ByteBuffer content, List<Boxes> children) {
  private static final Set<String> CONTAINERS =
      Set.of("", "moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "edts");

  static Boxes of(byte[] file) {
    return of("", 0, ByteBuffer.wrap(file));
  }

  private static Boxes of(String type, int start, ByteBuffer content) {
    List<Boxes> children = new ArrayList<>();
    if (CONTAINERS.contains(type)) {
      int base = type.isEmpty() ? 0 : start + 8;
      int at = 0;
      while (at < content.limit()) {
        int size = content.getInt(at);
        int header = size == 1 ? 16 : 8;
        int length = size == 1 ? (int) content.getLong(at + 8) : size;
        byte[] name = new byte[4];
        content.get(at + 4, name);
        children.add(
            of(
                new String(name, StandardCharsets.ISO_8859_1),
                base + at,
                content.slice(at + header, length - header)));
        at += length;
      }
    }
    return new Boxes(type, start, content, children);
  }

  /** The boxes' names, those inside in parentheses. */
  String outline() {
    StringBuilder text = new StringBuilder(type);
    if (!children.isEmpty()) {
      text.append(type.isEmpty() ? "" : "(");
      text.append(String.join(" ", children.stream().map(Boxes::outline).toList()));
      text.append(type.isEmpty() ? "" : ")");
    }
    return text.toString();
  }

  /** The box at a path such as {@code moov/trak.1/mdia}: the number counts from 0. */
  Boxes at(String path) {
    Boxes box = this;
    for (String step : path.split("/", -1)) {
      String name = step.substring(0, 4);
      int index = step.length() > 4 ? Integer.parseInt(step.substring(5)) : 0;
      box = box.children.stream().filter(child -> child.type.equals(name)).toList().get(index);
    }
    return box;
  }

  int i32(int index) {
    return content.getInt(index);
  }

  long i64(int index) {
    return content.getLong(index);
  }
}
