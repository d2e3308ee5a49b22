package live.vitrine.media.mp4;

/**
 * Where a fragment is in a file and what it spans, by the file's leading track: the first of
 * pictures, or of sound where there are none. A fragment without it is told by what it has.
 *
 * @param offset of its first box (an event, or "moof") in the file
 * @param length bytes up to the end of its "mdat"
 * @param start milliseconds on the file's timeline, in decoding order
 * @param duration milliseconds
 * @param independent whether a player can start with it: the leading track is in it and begins with
 *     a sync sample
 */
public record RecordedFragment(
    long offset, long length, long start, long duration, boolean independent) {

  /** Where the next one begins. */
  public long end() {
    return offset + length;
  }
}
