/**
 * Requests and answers. Vert.x reads a request on an event loop; everything from the session on
 * runs on a virtual thread of its own, and the answer goes back to the event loop. A feature sees
 * {@link live.vitrine.web.http.Request} and {@link live.vitrine.web.http.Answer} and nothing of
 * Vert.x routing. Who may do what is said in the route ({@link live.vitrine.web.http.Access}) and
 * checked here. May depend on {@code session}, {@code database}, {@code text}, {@code money},
 * {@code config}.
 */
@NullMarked
package live.vitrine.web.http;

import org.jspecify.annotations.NullMarked;
