package live.vitrine.media.hub;

/**
 * What all fan-outs on one event loop share.
 *
 * @param mergeMillis how long writes may be held back to be merged, in milliseconds
 * @param stallMillis after so long without progress a viewer is closed
 * @param write the write being made; used within one call only
 */
record LoopContext(
    EventLoopPressure pressure,
    FanoutCounters counters,
    int mergeMillis,
    int stallMillis,
    GatheredWrite write) {}
