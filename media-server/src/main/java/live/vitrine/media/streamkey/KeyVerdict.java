package live.vitrine.media.streamkey;

import live.vitrine.media.hub.StreamId;

/** What became of a key that was presented. */
public sealed interface KeyVerdict {
  /** The holder may publish under this stream ID. */
  record Valid(StreamId streamId, int generation) implements KeyVerdict {}

  /** The holder may not publish. */
  record Refused(Reason reason) implements KeyVerdict {}

  /** Why a key is refused. */
  enum Reason {
    /** It is not of the form {@code streamId.generation.signature}. */
    MALFORMED("the stream key is not of the form streamId.generation.signature"),
    /** Its first part is no stream ID. */
    BAD_NAME("the stream key does not begin with a stream ID"),
    /** It was not made with this server's secret. */
    BAD_SIGNATURE("the stream key was not made for this server"),
    /** It was valid until a newer generation was asked for. */
    REVOKED("the stream key was revoked");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** Fit for a status message and a log line: it holds nothing of what was presented. */
    public String sentence() {
      return sentence;
    }
  }
}
