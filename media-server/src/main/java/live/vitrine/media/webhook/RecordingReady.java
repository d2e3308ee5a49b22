package live.vitrine.media.webhook;

import java.time.Duration;
import java.time.Instant;
import live.vitrine.media.hub.StreamId;

/**
 * A recording that can be watched.
 *
 * @param startedAt of what is recorded
 * @param sizeBytes of all its files
 * @param codecs as in HLS: {@code avc1.64001f,mp4a.40.2}
 * @param path where it is played, on the playback port: {@code /vod/ID/index.m3u8}
 */
public record RecordingReady(
    String recordingId,
    StreamId streamId,
    Instant startedAt,
    Duration duration,
    long sizeBytes,
    String codecs,
    String path) {}
