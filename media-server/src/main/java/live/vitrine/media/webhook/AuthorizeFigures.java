package live.vitrine.media.webhook;

import java.util.concurrent.atomic.LongAdder;

/** How publishers fared who were asked about. Any thread. */
final class AuthorizeFigures {
  final LongAdder allowed = new LongAdder();
  final LongAdder refused = new LongAdder();

  /** No answer, or none that makes sense: the setting decided. */
  final LongAdder unanswered = new LongAdder();
}
