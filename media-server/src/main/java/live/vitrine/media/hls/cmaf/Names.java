package live.vitrine.media.hls.cmaf;

/**
 * Names of a rendition's files, relative to {@code /live/{streamId}/}: {@code
 * {showId}-{rendition}-…}. No name ever comes to mean other bytes.
 */
final class Names {
  private final String prefix;

  Names(String showId, String rendition) {
    prefix = showId + "-" + rendition + "-";
  }

  String init(int number) {
    return prefix + "init" + number + ".mp4";
  }

  String segment(long sequence) {
    return prefix + sequence + ".m4s";
  }

  String part(long sequence, int part) {
    return prefix + sequence + "." + part + ".m4s";
  }
}
