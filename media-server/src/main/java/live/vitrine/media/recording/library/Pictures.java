package live.vitrine.media.recording.library;

import java.util.regex.Pattern;

/**
 * What a recording shows and sounds like, by its first file.
 *
 * @param codecs RFC 6381 names separated by commas; empty when not known
 * @param width pixels, 0 when there is no picture or its size is not known
 * @param height pixels, likewise
 */
public record Pictures(String codecs, int width, int height) {
  private static final Pattern VIDEO = Pattern.compile("(avc|hvc|hev|av0|vp0)");

  /** Nothing is known yet. */
  public static final Pictures UNKNOWN = new Pictures("", 0, 0);

  /** Whether there are moving pictures; also true where the codecs are not known. */
  public boolean maybeVideo() {
    return codecs.isEmpty() || VIDEO.matcher(codecs).find();
  }

  /** Whether there is something else than moving pictures. */
  public boolean hasSound() {
    for (String codec : codecs.split(",", -1)) {
      if (!codec.isEmpty() && !VIDEO.matcher(codec).lookingAt()) {
        return true;
      }
    }
    return false;
  }
}
