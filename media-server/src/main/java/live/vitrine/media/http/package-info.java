/**
 * HTTP as both ports of media-server speak it: strict limits, one deadline for a request's header,
 * one request at a time per connection, and routes that answer or take the connection over.
 *
 * <p>Depends on nothing else of the project. Everything runs on the connection's event loop.
 * Implements the server's side of RFC 9110 and RFC 9112 as far as GET, HEAD, OPTIONS, POST, PUT and
 * DELETE with small bodies need it.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
