package live.vitrine.media.mp4;

/**
 * A segment of a recording as a byte range of its file, for a playlist.
 *
 * @param offset in the file
 * @param length bytes
 * @param start milliseconds on the file's timeline
 * @param duration milliseconds
 */
public record MediaRange(long offset, long length, long start, long duration) {}
