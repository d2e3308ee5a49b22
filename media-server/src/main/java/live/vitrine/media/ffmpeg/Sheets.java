package live.vitrine.media.ffmpeg;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The sheets of a storyboard while they are filled, tile by tile in the order of time. */
final class Sheets {
  private static final int PIXEL = 3;

  private final Storyboard storyboard;
  private final List<BufferedImage> sheets = new ArrayList<>();
  private byte @Nullable [] last;
  private int filled;

  Sheets(Storyboard storyboard) {
    this.storyboard = storyboard;
    for (int i = 0; i < storyboard.sheets(); i++) {
      sheets.add(
          new BufferedImage(
              storyboard.sheetWidth(i), storyboard.sheetHeight(i), BufferedImage.TYPE_3BYTE_BGR));
    }
  }

  /**
   * Puts a picture; where pictures before it are missing, the one before them stands in.
   *
   * @param pixels blue, green and red of each, row by row
   */
  void put(int tile, byte[] pixels) {
    fillTo(tile, last == null ? pixels : last);
    draw(tile, pixels);
    last = pixels;
    filled = tile + 1;
  }

  private void fillTo(int end, byte[] pixels) {
    for (int tile = filled; tile < end; tile++) {
      draw(tile, pixels);
    }
  }

  private void draw(int tile, byte[] pixels) {
    BufferedImage sheet = sheets.get(tile / Storyboard.PER_SHEET);
    byte[] target = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
    int row = Storyboard.TILE_WIDTH * PIXEL;
    for (int y = 0; y < storyboard.tileHeight(); y++) {
      int at = ((storyboard.top(tile) + y) * sheet.getWidth() + Storyboard.left(tile)) * PIXEL;
      System.arraycopy(pixels, y * row, target, at, row);
    }
  }

  /**
   * Writes {@code sheet-N.jpg}.
   *
   * @throws IOException that is not possible, or no picture was put
   */
  void write(Path folder) throws IOException {
    if (last == null) {
      throw new IOException("no picture could be decoded");
    }
    fillTo(storyboard.tiles(), last);
    for (int i = 0; i < sheets.size(); i++) {
      if (!ImageIO.write(sheets.get(i), "jpg", folder.resolve("sheet-" + i + ".jpg").toFile())) {
        throw new IOException("this Java writes no JPEG");
      }
    }
  }
}
