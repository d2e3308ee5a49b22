package live.vitrine.media.config;

import java.time.Duration;

/**
 * How HLS is cut and kept.
 *
 * @param part target duration of a part, 100 ms to 1 s
 * @param dvr how far viewers can seek back while live, 10 s to 24 h
 * @param diskBytes how much older segments of all streams may hold on disk
 */
public record HlsOptions(Duration part, Duration dvr, long diskBytes) {}
