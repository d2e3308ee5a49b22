package live.vitrine.media.admin;

import java.util.OptionalInt;

/**
 * The ports that the server listens on.
 *
 * @param rtmp ingest and RTMP play
 * @param rtmps the same over TLS; empty where it is off
 * @param http playback
 * @param https the same over TLS, with HTTP/2; empty where it is off
 * @param admin control API, metrics and health
 */
public record Ports(int rtmp, OptionalInt rtmps, int http, OptionalInt https, int admin) {}
