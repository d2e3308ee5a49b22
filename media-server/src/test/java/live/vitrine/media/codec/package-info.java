@NullMarked
package live.vitrine.media.codec;

import org.jspecify.annotations.NullMarked;
