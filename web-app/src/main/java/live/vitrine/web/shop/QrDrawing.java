package live.vitrine.web.shop;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as a drawing.
 *
 * @param size of each side in modules, with the quiet zone that readers need around the code
 * @param path of an SVG: one square for each dark module
 */
public record QrDrawing(int size, String path) {
  private static final int QUIET_ZONE = 4;

  static QrDrawing of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
          path.append("h1v1h-1z");
        }
      }
    }
    return new QrDrawing(code.size + 2 * QUIET_ZONE, path.toString());
  }
}
