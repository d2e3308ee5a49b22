package live.vitrine.media.recording.library;

import java.util.Optional;

/** What a file of a recording is. */
public enum MediaFormat {
  /** Fragmented MP4 while it is written, then also seekable as a whole. */
  MP4("mp4", "video/mp4"),
  FLV("flv", "video/x-flv");

  private final String extension;
  private final String mimeType;

  MediaFormat(String extension, String mimeType) {
    this.extension = extension;
    this.mimeType = mimeType;
  }

  /** Behind the dot of a file's name. */
  public String extension() {
    return extension;
  }

  public String mimeType() {
    return mimeType;
  }

  static Optional<MediaFormat> of(String extension) {
    for (MediaFormat format : values()) {
      if (format.extension.equals(extension)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
