package live.vitrine.media.config;

/** What a recording is written as. */
public enum RecordingFormat {
  /** Nothing is recorded unless a stream is told to be. */
  OFF,
  /** Fragmented MP4. */
  MP4,
  /** FLV. */
  FLV,
  /** Both. */
  BOTH
}
