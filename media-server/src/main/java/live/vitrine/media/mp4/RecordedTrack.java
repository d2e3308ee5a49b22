package live.vitrine.media.mp4;

import java.nio.ByteBuffer;

/**
 * A track as a file describes it.
 *
 * @param id as in the file
 * @param video whether it is pictures; sound otherwise
 * @param codec four characters of its sample entry: {@code avc1}, {@code mp4a}, …
 * @param timescale units of its times a second
 * @param width pixels, 0 for sound
 * @param height pixels, 0 for sound
 * @param sampleDescription the content of its "stsd" box, read-only; nobody moves its indices
 */
public record RecordedTrack(
    int id,
    boolean video,
    String codec,
    int timescale,
    int width,
    int height,
    ByteBuffer sampleDescription) {}
