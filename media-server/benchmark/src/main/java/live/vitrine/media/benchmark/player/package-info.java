/**
 * Players of HLS and of RTMP. They look at no more than a player has to know in order to go on:
 * media are counted, and one player of all looks into each part for the stamps of its pictures.
 *
 * <p>May depend on linux, measure, media. One thread serves all players. HTTP/1.1: RFC 9112; low
 * latency: RFC 8216bis section 6.2.5 and appendix B.
 */
@NullMarked
package live.vitrine.media.benchmark.player;

import org.jspecify.annotations.NullMarked;
