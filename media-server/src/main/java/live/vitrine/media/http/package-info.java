/**
 * HTTP as all ports of media-server speak it: strict limits, one deadline for a request's header,
 * and routes that answer, begin a response without end, or take the connection over. A route does
 * not see whether its exchange takes place on a connection of HTTP/1.1 or a stream of HTTP/2.
 *
 * <p>Depends on nothing else of the project. Everything runs on the connection's event loop, apart
 * from the opening of files. Implements the server's side of RFC 9110, RFC 9112 and RFC 9113 as far
 * as GET, HEAD, OPTIONS, POST, PUT and DELETE with small bodies need it.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
