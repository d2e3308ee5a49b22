package live.vitrine.web.picture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The kinds of files that are taken, told apart by their first bytes. Names prove nothing. */
enum PictureFormat {
  JPEG,
  PNG,
  GIF,
  WEBP;

  private static final int HEAD = 16;

  /** What {@code file} begins like; empty where that is none of these. */
  static Optional<PictureFormat> of(byte[] file) {
    String head = head(file);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    return Optional.empty();
  }

  /** Why a file of none of these kinds is refused. */
  static PictureRefusedException refusal(byte[] file) {
    String head = head(file);
    if (head.startsWith("ftyp", 4)) {
      return new PictureRefusedException("picture.heif");
    }
    return head.replace("\u00ef\u00bb\u00bf", "").stripLeading().startsWith("<")
        ? new PictureRefusedException("picture.markup")
        : new PictureRefusedException("picture.kind");
  }

  private static String head(byte[] file) {
    return new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.ISO_8859_1);
  }

  /** As ImageIO calls it. */
  String readerName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
