package live.vitrine.media.rtmp.session;

import java.util.concurrent.CompletionStage;
import live.vitrine.media.hub.StreamId;

/** Decides who may publish. Any thread; must not block. */
public interface PublishAuthorizer {
  /** How long an answer may take; a publisher that has none by then is refused. */
  int MAX_SECONDS = 15;

  /**
   * Judges a request to publish.
   *
   * @return complete already where nobody has to be asked; otherwise it completes within {@value
   *     #MAX_SECONDS} s, on any thread, and may find the publisher gone
   */
  CompletionStage<Verdict> authorize(PublishRequest request);

  /** What was presented, fit for a log: no secret, nothing unprintable. */
  String masked(String presented);

  /** A publisher may, or may not. */
  sealed interface Verdict {
    /** It may feed this stream. */
    record Granted(StreamId streamId) implements Verdict {}

    /**
     * It may not.
     *
     * @param reason a sentence for the client and the log
     */
    record Refused(String reason) implements Verdict {}
  }
}
