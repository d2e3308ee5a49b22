package live.vitrine.media.recording.finish;

import java.nio.file.Path;

/**
 * A part of a clip that goes from key frame to key frame, so that more is in it than was asked for.
 *
 * @param skipMillis what is too much at its beginning
 * @param durationMillis what was asked for behind that
 */
public record ClipPiece(Path file, long skipMillis, long durationMillis) {}
