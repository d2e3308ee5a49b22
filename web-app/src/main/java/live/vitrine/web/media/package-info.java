/**
 * What is asked of the media-server: its control API, as {@code docs/control-api.md} has it.
 * Everything else here works when it is away, so an answer is always a value and never an
 * exception. Blocks for at most about 3 s: virtual threads only. May depend on {@code text}.
 */
@NullMarked
package live.vitrine.web.media;

import org.jspecify.annotations.NullMarked;
