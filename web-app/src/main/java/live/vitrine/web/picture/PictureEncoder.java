package live.vitrine.web.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import live.vitrine.web.picture.PictureDecoder.Decoded;
import net.coobird.thumbnailator.Thumbnails;

/**
 * Makes the sizes that are kept: progressive JPEG, upright, on white, without metadata, and never
 * larger than the picture is. Any thread.
 */
final class PictureEncoder {
  /** Widths in pixels, smallest first. */
  static final List<Integer> WIDTHS = List.of(160, 480, 960, 1600);

  private static final float QUALITY = 0.84f;

  private PictureEncoder() {}

  /** A file for each of {@link #WIDTHS}; a small picture looks the same in several. */
  static Map<Integer, byte[]> encode(Decoded picture) {
    Map<Integer, byte[]> files = new LinkedHashMap<>();
    byte[] previous = {};
    int previousWidth = 0;
    for (int width : WIDTHS) {
      int shown = Math.min(width, picture.shownWidth());
      if (shown != previousWidth) {
        previous = jpeg(upright(picture, shown));
        previousWidth = shown;
      }
      files.put(width, previous);
    }
    return files;
  }

  private static BufferedImage upright(Decoded picture, int shownWidth) {
    int shownHeight =
        Math.max(
            1,
            Math.toIntExact(
                Math.round((double) picture.shownHeight() * shownWidth / picture.shownWidth())));
    boolean swapped = picture.orientation().swapsSides();
    int width = swapped ? shownHeight : shownWidth;
    int height = swapped ? shownWidth : shownHeight;
    BufferedImage scaled = scaled(picture.pixels(), width, height);
    BufferedImage upright = new BufferedImage(shownWidth, shownHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = upright.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, shownWidth, shownHeight);
    graphics.drawImage(scaled, picture.orientation().transform(width, height), null);
    graphics.dispose();
    return upright;
  }

  private static BufferedImage scaled(BufferedImage pixels, int width, int height) {
    try {
      return Thumbnails.of(pixels)
          .forceSize(width, height)
          .imageType(
              pixels.getColorModel().hasAlpha()
                  ? BufferedImage.TYPE_INT_ARGB
                  : BufferedImage.TYPE_INT_RGB)
          .asBufferedImage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] jpeg(BufferedImage pixels) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(pixels, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
