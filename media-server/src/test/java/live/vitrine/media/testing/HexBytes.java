package live.vitrine.media.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Writes bytes down the way a specification does. */
public final class HexBytes {
  private HexBytes() {}

  /**
   * Bytes from hexadecimal pairs and quoted text, separated by blanks: {@code 02 00 03 'abc'}. Text
   * is UTF-8 and has neither blanks nor quotes.
   */
  public static byte[] bytes(String notation) {
    var bytes = new ByteArrayOutputStream();
    for (String word : notation.strip().split("\\s+", -1)) {
      bytes.writeBytes(
          word.startsWith("'")
              ? word.substring(1, word.length() - 1).getBytes(UTF_8)
              : HexFormat.of().parseHex(word));
    }
    return bytes.toByteArray();
  }
}
