package live.vitrine.media.codec;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HexFormat;

/** Writes fields of bits down, for tests. */
final class BitText {
  private final StringBuilder bits = new StringBuilder();

  /** Appends the lowest bits of a number. */
  @CanIgnoreReturnValue
  BitText add(int count, long value) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append(value >> i & 1);
    }
    return this;
  }

  /** Filled up to whole bytes with zero bits. */
  String hex() {
    String text = bits + "0".repeat(-bits.length() & 7);
    byte[] bytes = new byte[text.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(text, 8 * i, 8 * i + 8, 2);
    }
    return HexFormat.of().formatHex(bytes);
  }
}
