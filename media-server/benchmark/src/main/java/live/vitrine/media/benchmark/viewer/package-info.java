/**
 * Viewers that read HTTP-FLV and WS-FLV and check every tag while they do.
 *
 * <p>May depend on linux, media, measure. One thread serves all viewers; nothing here allocates per
 * read. HTTP/1.1 chunked coding: RFC 9112 section 7.1; WebSocket frames: RFC 6455 section 5.2.
 */
@NullMarked
package live.vitrine.media.benchmark.viewer;

import org.jspecify.annotations.NullMarked;
