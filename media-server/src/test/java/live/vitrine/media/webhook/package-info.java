@NullMarked
package live.vitrine.media.webhook;

import org.jspecify.annotations.NullMarked;
