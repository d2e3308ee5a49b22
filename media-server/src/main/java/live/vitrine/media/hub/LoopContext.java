package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;

/**
 * What all fan-outs on one event loop share.
 *
 * @param mergeMillis how long writes may be held back to be merged, in milliseconds
 * @param gatheredEntries room for one gathered write's native entries; used within one call only
 */
record LoopContext(
    EventLoopPressure pressure,
    FanoutCounters counters,
    int mergeMillis,
    ByteBuf gatheredEntries) {}
