package live.vitrine.web.picture;

import java.security.SecureRandom;
import java.util.HexFormat;

/** IDs of pictures: 32 random hexadecimal digits, which nobody can guess or count. */
final class PictureId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private PictureId() {}

  static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static boolean isWellFormed(String id) {
    return id.matches("[0-9a-f]{32}");
  }
}
