/** Tests of fragmented and progressive MP4. */
@NullMarked
package live.vitrine.media.mp4;

import org.jspecify.annotations.NullMarked;
