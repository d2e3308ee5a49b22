package live.vitrine.media.recording.library;

/**
 * What a recording shows and sounds like, by its first file.
 *
 * @param codecs RFC 6381 names separated by commas; empty when not known
 * @param width pixels, 0 when there is no picture or its size is not known
 * @param height pixels, likewise
 */
public record Pictures(String codecs, int width, int height) {
  /** Nothing is known yet. */
  public static final Pictures UNKNOWN = new Pictures("", 0, 0);
}
