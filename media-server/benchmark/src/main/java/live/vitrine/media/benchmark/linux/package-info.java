/**
 * The system calls of the load client and the floor server, made directly through the Foreign
 * Function and Memory API: sockets and epoll without buffers, wrappers or allocation in between.
 *
 * <p>Depends on nothing. Every object belongs to one thread. Linux on x86-64 and aarch64 only.
 */
@NullMarked
package live.vitrine.media.benchmark.linux;

import org.jspecify.annotations.NullMarked;
