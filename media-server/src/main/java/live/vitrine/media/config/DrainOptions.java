package live.vitrine.media.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the server leaves.
 *
 * @param time how long publishers may go on after SIGTERM; zero stops at once
 * @param reconnectUrl the {@code rtmp://} address that publishers are sent to; null when there is
 *     none
 */
public record DrainOptions(Duration time, @Nullable String reconnectUrl) {}
