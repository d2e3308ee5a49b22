package live.vitrine.media.rtmp.session;

import live.vitrine.media.hub.StreamId;

/** Decides who may publish. Any thread; must not block. */
public interface PublishAuthorizer {
  /**
   * Judges what a publisher presented.
   *
   * @param presented the name it gave to publish: of any length and content
   */
  Verdict authorize(String presented);

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
