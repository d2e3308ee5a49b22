/**
 * The floor: what the kernel alone charges for the same bytes to the same number of connections.
 *
 * <p>May depend on linux, media. One thread, one epoll loop, no parsing beyond the request's blank
 * line.
 */
@NullMarked
package live.vitrine.media.benchmark.floor;

import org.jspecify.annotations.NullMarked;
