/**
 * The JSON API. Its contract is {@code openapi.yaml}: it says which operations there are, what they
 * take and who may call them; {@link live.vitrine.web.api.Api} holds every request against it, and
 * what is served to readers is made of it. Calls are answered on virtual threads. Errors are
 * problems of RFC 9457. May depend on the features whose things it shows.
 */
@NullMarked
package live.vitrine.web.api;

import org.jspecify.annotations.NullMarked;
