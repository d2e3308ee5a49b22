package live.vitrine.media.recording.library;

/**
 * A file of a recording. A recording has more than one when its codecs changed, or when it was made
 * in several formats.
 *
 * @param name in the stream's folder
 * @param startMillis where it begins in the recording
 * @param durationMillis of what it holds
 * @param bytes its size
 */
public record RecordingFile(
    String name, MediaFormat format, long startMillis, long durationMillis, long bytes) {

  /** The same file grown. */
  public RecordingFile grownTo(long newDurationMillis, long newBytes) {
    return new RecordingFile(name, format, startMillis, newDurationMillis, newBytes);
  }

  /** Where it ends in the recording, milliseconds. */
  public long endMillis() {
    return startMillis + durationMillis;
  }
}
