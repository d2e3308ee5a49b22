package live.vitrine.web.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * From the bytes of a file to pixels. What a file claims is checked before memory is taken for it:
 * at most {@value #MOST_SIDE} pixels a side and {@value #MOST_PIXELS} in all, and no more scans
 * than real pictures have. Any thread.
 */
final class PictureDecoder {
  static final int MOST_SIDE = 12_000;
  static final int MOST_PIXELS = 40_000_000;

  /** A progressive JPEG may come in about a dozen passes over all pixels; each costs time. */
  static final int MOST_SCANS = 60;

  /** Of what is wider, every second pixel is read, every third …: no size needs them all. */
  private static final int ENOUGH_WIDTH = 2 * PictureEncoder.WIDTHS.getLast();

  /** Two of these at a time, each with room to work in, have to fit into a heap of 512 MiB. */
  private static final int ENOUGH_PIXELS = 12_000_000;

  private PictureDecoder() {}

  /** Reads the first picture of a file. */
  static Decoded decode(byte[] file) throws PictureRefusedException {
    PictureFormat format = PictureFormat.of(file).orElseThrow(() -> PictureFormat.refusal(file));
    ImageReader reader = reader(format);
    try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(width, height);
      if (format == PictureFormat.JPEG && scans(file) > MOST_SCANS) {
        throw new PictureRefusedException("picture.damaged");
      }
      Orientation orientation = Orientation.of(format, file);
      ImageReadParam parameters = reader.getDefaultReadParam();
      int every = every(orientation.swapsSides() ? height : width, (long) width * height);
      parameters.setSourceSubsampling(every, every, 0, 0);
      return new Decoded(reader.read(0, parameters), width, height, orientation);
    } catch (IOException | RuntimeException e) {
      // Decoders meet broken files with exceptions of many kinds.
      PictureRefusedException refused = new PictureRefusedException("picture.damaged");
      refused.addSuppressed(e);
      throw refused;
    } finally {
      reader.dispose();
    }
  }

  private static int every(int shownWidth, long pixels) {
    int every = Math.max(1, shownWidth / ENOUGH_WIDTH);
    while (pixels / ((long) every * every) > ENOUGH_PIXELS) {
      every++;
    }
    return every;
  }

  private static void checkSize(int width, int height) throws PictureRefusedException {
    if (width < 1 || height < 1) {
      throw new PictureRefusedException("picture.damaged");
    }
    if (width > MOST_SIDE || height > MOST_SIDE || (long) width * height > MOST_PIXELS) {
      throw new PictureRefusedException(
          "picture.pixels", width, height, MOST_SIDE, MOST_PIXELS / 1_000_000);
    }
  }

  /** In compressed data 0xFF is always followed by zero or a restart marker. */
  private static int scans(byte[] jpeg) {
    int count = 0;
    for (int at = 0; at + 1 < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xDA) {
        count++;
      }
    }
    return count;
  }

  /** The JDK's own reader refuses JPEG in CMYK; the other one comes first where there are two. */
  private static ImageReader reader(PictureFormat format) {
    ImageReader found = null;
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.readerName());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (found == null || reader.getClass().getName().startsWith("com.twelvemonkeys.")) {
        found = reader;
      }
    }
    if (found == null) {
      throw new IllegalStateException("no decoder for " + format);
    }
    return found;
  }

  /**
   * The pixels of a file, as they are stored.
   *
   * @param width of the file; the pixels may be fewer
   */
  record Decoded(BufferedImage pixels, int width, int height, Orientation orientation) {
    /** As wide as it is shown. */
    int shownWidth() {
      return orientation.swapsSides() ? height : width;
    }

    int shownHeight() {
      return orientation.swapsSides() ? width : height;
    }
  }
}
