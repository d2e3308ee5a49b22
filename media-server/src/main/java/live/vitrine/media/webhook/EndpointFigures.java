package live.vitrine.media.webhook;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is counted and remembered of one endpoint. Any thread reads, its own threads write. */
final class EndpointFigures {
  final LongAdder delivered = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder dropped = new LongAdder();

  /** Of the last attempt; 0 where there was no answer, or no attempt yet. */
  volatile int lastStatus;

  /** What went wrong in the last attempt; null when it went well. */
  volatile @Nullable String lastError;

  volatile @Nullable Instant lastSuccess;

  /** When the next attempt is due after a failure; null when none failed. */
  volatile @Nullable Instant nextAttempt;

  /** It answered that it is gone. */
  volatile boolean gone;
}
