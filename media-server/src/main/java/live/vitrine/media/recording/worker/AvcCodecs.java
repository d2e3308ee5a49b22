package live.vitrine.media.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import live.vitrine.media.recording.library.Pictures;

/** What is in a clip that was transcoded to H.264 and AAC-LC. */
final class AvcCodecs {
  /** The description of the picture comes before the tables of the first track. */
  private static final int HEAD = 4_096;

  private AvcCodecs() {}

  /**
   * The source's size and sound, with the profile and level in the file's "avcC" box (ISO/IEC
   * 14496-15 section 5.3.3).
   */
  static Pictures of(Pictures source, Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String sound = source.hasSound() || source.codecs().isEmpty() ? "mp4a.40.2" : "";
    for (int i = 0; i + 7 < head.length; i++) {
      if (head[i] == 'a' && head[i + 1] == 'v' && head[i + 2] == 'c' && head[i + 3] == 'C') {
        String picture = "avc1.%02x%02x%02x".formatted(head[i + 5], head[i + 6], head[i + 7]);
        String codecs = sound.isEmpty() ? picture : picture + "," + sound;
        // 4:2:0 has no odd sizes.
        return new Pictures(codecs, source.width() & ~1, source.height() & ~1);
      }
    }
    return new Pictures(sound, 0, 0);
  }
}
