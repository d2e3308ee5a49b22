package live.vitrine.web.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Files as people send them, made by the test. */
public final class PictureFiles {
  private PictureFiles() {}

  /** Its quarters are red, green, blue and black, clockwise from the top left. */
  public static BufferedImage quarters(int width, int height, int type) {
    BufferedImage pixels = new BufferedImage(width, height, type);
    Graphics2D graphics = pixels.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLACK, Color.BLUE};
    for (int quarter = 0; quarter < 4; quarter++) {
      graphics.setColor(colours[quarter]);
      graphics.fillRect(
          quarter % 2 * (width / 2), quarter / 2 * (height / 2), (width + 1) / 2, (height + 1) / 2);
    }
    graphics.dispose();
    return pixels;
  }

  public static byte[] jpeg(int width, int height) {
    return file("jpeg", quarters(width, height, BufferedImage.TYPE_INT_RGB));
  }

  public static byte[] png(int width, int height) {
    return file("png", quarters(width, height, BufferedImage.TYPE_INT_ARGB));
  }

  /** A WebP of one pixel: there is no encoder here. */
  public static byte[] webp() {
    return Base64.getDecoder()
        .decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=");
  }

  public static byte[] file(String format, BufferedImage pixels) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(pixels, format, bytes)) {
        throw new IllegalArgumentException(format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BufferedImage read(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
