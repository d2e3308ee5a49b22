@NullMarked
package live.vitrine.media.hls;

import org.jspecify.annotations.NullMarked;
