package live.vitrine.web.page;

import io.nayuki.qrcodegen.QrCode;

/** QR codes, as outlines for an {@code <svg>} in a page. */
public final class QrCodes {
  /** Light modules around the code, which readers need. */
  private static final int BORDER = 4;

  private QrCodes() {}

  /**
   * A code, drawn.
   *
   * @param size width and height, in modules
   * @param path the dark modules, for the attribute {@code d} of a {@code <path>}
   */
  public record Drawing(int size, String path) {}

  /**
   * Draws {@code text}.
   *
   * @throws IllegalArgumentException it is longer than a code can be, about 2,300 characters
   */
  public static Drawing draw(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + BORDER).append(' ').append(y + BORDER).append("h1v1h-1z");
        }
      }
    }
    return new Drawing(code.size + 2 * BORDER, path.toString());
  }
}
