package live.vitrine.media.hub;

import java.util.concurrent.atomic.LongAdder;

/**
 * What ingest and fan-out count over the life of the process. Any thread.
 *
 * @param messagesDamaged tracks of media messages that cannot be read or are too many, left out
 */
public record FanoutCounters(
    LongAdder bytesSent,
    LongAdder tagsSkipped,
    LongAdder viewersJumped,
    LongAdder viewersStalled,
    LongAdder viewersStarted,
    LongAdder messagesDamaged) {
  public FanoutCounters() {
    this(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }
}
