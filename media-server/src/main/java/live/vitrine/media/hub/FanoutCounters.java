package live.vitrine.media.hub;

import java.util.concurrent.atomic.LongAdder;

/** What fan-out counts over the life of the process. Any thread. */
public record FanoutCounters(
    LongAdder bytesSent,
    LongAdder tagsSkipped,
    LongAdder viewersJumped,
    LongAdder viewersStalled,
    LongAdder viewersStarted) {
  public FanoutCounters() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
