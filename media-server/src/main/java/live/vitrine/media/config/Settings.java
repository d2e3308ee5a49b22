package live.vitrine.media.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the media server is told, checked and complete.
 *
 * @param instanceId the instance's name in playback paths, {@code [A-Za-z0-9_-]{1,64}}
 * @param data absolute path of the data folder; it need not exist yet
 * @param publishAuth who may publish
 * @param mergeWindow how long a write to a viewer may wait for the next one, 0 to 1,000 ms
 * @param logLevel least severe events that are logged
 * @param rtmp ingest and RTMP play
 * @param http playback: HTTP-FLV, WS-FLV, HLS and the built-in page
 * @param admin control API, metrics and health
 * @param rtmps ingest over TLS; null where it is off
 * @param https playback over TLS, with HTTP/2; null where it is off
 * @param reconnectGrace how long a stream waits for a publisher that was lost, 0 to 3,600 s
 */
public record Settings(
    String instanceId,
    Path data,
    PublishAuth publishAuth,
    Duration mergeWindow,
    LogLevel logLevel,
    Listen rtmp,
    Listen http,
    Listen admin,
    @Nullable SecureListen rtmps,
    @Nullable SecureListen https,
    Duration reconnectGrace,
    HlsOptions hls,
    RecordingOptions recording,
    WebhookOptions webhooks,
    DrainOptions drain) {}
