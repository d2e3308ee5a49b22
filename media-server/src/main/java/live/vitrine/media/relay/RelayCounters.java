package live.vitrine.media.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What pushes and pulls count over the life of the process. Any thread. */
final class RelayCounters {
  private final AtomicInteger pushesLive = new AtomicInteger();
  private final AtomicInteger pullsLive = new AtomicInteger();
  private final LongAdder pushFailures = new LongAdder();
  private final LongAdder pullFailures = new LongAdder();
  private final LongAdder bytesPushed = new LongAdder();
  private final LongAdder bytesPulled = new LongAdder();

  void pushLive(int difference) {
    pushesLive.addAndGet(difference);
  }

  int pushesLive() {
    return pushesLive.get();
  }

  void pullLive(int difference) {
    pullsLive.addAndGet(difference);
  }

  int pullsLive() {
    return pullsLive.get();
  }

  void pushFailed() {
    pushFailures.increment();
  }

  long pushFailures() {
    return pushFailures.sum();
  }

  void pullFailed() {
    pullFailures.increment();
  }

  long pullFailures() {
    return pullFailures.sum();
  }

  void pushed(long bytes) {
    bytesPushed.add(bytes);
  }

  long bytesPushed() {
    return bytesPushed.sum();
  }

  void pulled(long bytes) {
    bytesPulled.add(bytes);
  }

  long bytesPulled() {
    return bytesPulled.sum();
  }
}
