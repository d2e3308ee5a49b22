package live.vitrine.media.hls.cmaf;

/** What a playlist may leave out because the player has it already (section 6.2.5.1). */
enum Skip {
  /** Nothing. */
  NONE,
  /** {@code _HLS_skip=YES}: segments beyond the skip boundary. */
  SEGMENTS,
  /** {@code _HLS_skip=v2}: date ranges too; those that are gone are named. */
  SEGMENTS_AND_DATES
}
