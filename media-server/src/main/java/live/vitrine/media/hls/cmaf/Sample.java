package live.vitrine.media.hls.cmaf;

import io.netty.buffer.ByteBuf;

/**
 * A coded frame that waits for the next one to say how long it lasts. Owns a reference to its
 * buffer.
 *
 * @param time when it is decoded, in the track's units
 * @param compositionOffset until it is shown, in the same units
 * @param sync whether a decoder can start here
 */
record Sample(
    ByteBuf source, int index, int length, long time, int compositionOffset, boolean sync) {}
