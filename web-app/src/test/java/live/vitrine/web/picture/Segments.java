package live.vitrine.web.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Parts of files that no encoder of the JDK writes. */
final class Segments {
  private Segments() {}

  /** {@code jpeg} with one more segment behind its beginning. */
  static byte[] inserted(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + 4 + content.length)
        .put(jpeg, 0, 2)
        .putShort((short) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** An Exif block with nothing but how the camera was held, and a mark to look for. */
  static byte[] exif(int orientation, ByteOrder order) {
    byte[] mark = "GPS 52.5163 N 13.3777 E".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer block = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + mark.length);
    block.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    block.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    block.order(order).putShort((short) 42).putInt(8);
    block.putShort((short) 1);
    block.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    block.putShort((short) orientation).putShort((short) 0);
    return block.putInt(0).put(mark).array();
  }

  /** {@code png} with one more chunk in front of its pixels. */
  static byte[] inserted(byte[] png, String name, byte[] content) {
    int afterHeader = 8 + 25;
    return ByteBuffer.allocate(png.length + 12 + content.length)
        .put(png, 0, afterHeader)
        .put(chunk(name, content))
        .put(png, afterHeader, png.length - afterHeader)
        .array();
  }

  /** A PNG that claims to be as large as that, with a few bytes of pixels. */
  static byte[] hugePng(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 6, 0, 0, 0})
            .array();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    file.writeBytes(chunk("IHDR", header));
    file.writeBytes(chunk("IDAT", deflated(new byte[1_000_000])));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  static byte[] chunk(String name, byte[] content) {
    byte[] named =
        ByteBuffer.allocate(4 + content.length)
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .put(content)
            .array();
    CRC32 sum = new CRC32();
    sum.update(named);
    return ByteBuffer.allocate(8 + named.length)
        .putInt(content.length)
        .put(named)
        .putInt((int) sum.getValue())
        .array();
  }

  static byte[] deflated(byte[] content) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(content);
      deflater.finish();
      byte[] target = new byte[content.length / 2 + 100];
      return Arrays.copyOf(target, deflater.deflate(target));
    }
  }
}
