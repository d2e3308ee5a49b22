/** The wire codecs together, on what real programs have sent. */
@NullMarked
package live.vitrine.media.rtmp;

import org.jspecify.annotations.NullMarked;
