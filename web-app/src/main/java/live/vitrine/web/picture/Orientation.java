package live.vitrine.web.picture;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, from a picture's Exif block: the values 1 to 8 of its tag Orientation.
 *
 * @param mirrored left and right are exchanged, before it is turned
 * @param quarterTurns clockwise, 0 to 3
 */
record Orientation(boolean mirrored, int quarterTurns) {
  static final Orientation UPRIGHT = new Orientation(false, 0);
  private static final int TAG = 0x0112;
  private static final int MOST_ENTRIES = 512;

  /** Whether what is stored as width is the height. */
  boolean swapsSides() {
    return quarterTurns % 2 == 1;
  }

  /** What draws a stored picture of {@code width} × {@code height} upright, at the origin. */
  AffineTransform transform(int width, int height) {
    AffineTransform transform = new AffineTransform();
    switch (quarterTurns) {
      case 1 -> transform.translate(height, 0);
      case 2 -> transform.translate(width, height);
      case 3 -> transform.translate(0, width);
      default -> {}
    }
    transform.quadrantRotate(quarterTurns);
    if (mirrored) {
      transform.translate(width, 0);
      transform.scale(-1, 1);
    }
    return transform;
  }

  /** Reads it; a picture without or with a broken Exif block is taken as upright. */
  static Orientation of(PictureFormat format, byte[] file) {
    try {
      return switch (format) {
        case JPEG -> ofJpeg(ByteBuffer.wrap(file));
        case PNG -> ofChunks(ByteBuffer.wrap(file).position(8), "eXIf", true);
        case WEBP ->
            ofChunks(
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(12), "EXIF", false);
        case GIF -> UPRIGHT;
      };
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException _) {
      return UPRIGHT;
    }
  }

  private static Orientation ofJpeg(ByteBuffer file) {
    file.position(2);
    while (file.remaining() >= 4) {
      int marker = file.getShort() & 0xFFFF;
      if (marker == 0xFFDA || (marker & 0xFF00) != 0xFF00) {
        return UPRIGHT;
      }
      int length = (file.getShort() & 0xFFFF) - 2;
      ByteBuffer segment = file.slice(file.position(), length);
      if (marker == 0xFFE1 && startsWithExif(segment)) {
        return ofTiff(segment.slice(6, length - 6));
      }
      file.position(file.position() + length);
    }
    return UPRIGHT;
  }

  private static boolean startsWithExif(ByteBuffer segment) {
    return segment.remaining() > 6
        && segment
            .slice(0, 6)
            .equals(ByteBuffer.wrap("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Chunks of PNG are length, name, content, checksum; those of RIFF are name, length, content. */
  private static Orientation ofChunks(ByteBuffer file, String wanted, boolean png) {
    while (file.remaining() >= 8) {
      int first = file.getInt();
      int second = file.getInt();
      int length = png ? first : second;
      int name = png ? second : Integer.reverseBytes(first);
      if (name == ByteBuffer.wrap(wanted.getBytes(StandardCharsets.ISO_8859_1)).getInt()) {
        ByteBuffer block = file.slice(file.position(), length);
        return ofTiff(startsWithExif(block) ? block.slice(6, length - 6) : block);
      }
      long next = file.position() + (png ? length + 4L : length + (length & 1L));
      if (length < 0 || next > file.limit()) {
        return UPRIGHT;
      }
      file.position((int) next);
    }
    return UPRIGHT;
  }

  private static Orientation ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Math.min(MOST_ENTRIES, tiff.getShort(directory) & 0xFFFF);
    for (int entry = 0; entry < entries; entry++) {
      int at = directory + 2 + 12 * entry;
      if ((tiff.getShort(at) & 0xFFFF) == TAG) {
        return ofValue(tiff.getShort(at + 8));
      }
    }
    return UPRIGHT;
  }

  /** The meaning of a value of the tag: first mirrored, then turned clockwise. */
  static Orientation ofValue(int value) {
    return switch (value) {
      case 2 -> new Orientation(true, 0);
      case 3 -> new Orientation(false, 2);
      case 4 -> new Orientation(true, 2);
      case 5 -> new Orientation(true, 3);
      case 6 -> new Orientation(false, 1);
      case 7 -> new Orientation(true, 1);
      case 8 -> new Orientation(false, 3);
      default -> UPRIGHT;
    };
  }
}
