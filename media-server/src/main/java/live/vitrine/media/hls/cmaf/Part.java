package live.vitrine.media.hls.cmaf;

/**
 * A partial segment: some whole frames, one movie fragment.
 *
 * @param offset where it begins in its segment, bytes
 * @param length bytes
 * @param duration microseconds
 * @param independent whether a player can start with it
 */
record Part(long offset, int length, long duration, boolean independent) {}
