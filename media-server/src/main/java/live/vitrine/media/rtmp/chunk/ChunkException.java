package live.vitrine.media.rtmp.chunk;

/** The only exception that chunk stream bytes can cause. Carries no stack trace: input makes it. */
public final class ChunkException extends RuntimeException {
  /** What was wrong with the bytes. */
  public enum Reason {
    /** A chunk without its own length on a chunk stream that has had no message yet. */
    NO_PREVIOUS_HEADER,
    /** A header in the middle of a message that says something else than the message's own. */
    HEADER_MISMATCH,
    /** A message longer than {@link ChunkLimits#maxMessageBytes}. */
    MESSAGE_TOO_LONG,
    /** Half-read messages above {@link ChunkLimits#maxReassemblyBytes}. */
    TOO_MUCH_HALF_READ,
    /** More chunk stream ids than {@link ChunkLimits#maxChunkStreams}. */
    TOO_MANY_CHUNK_STREAMS,
    /** Set Chunk Size with zero, or with the top bit set. */
    BAD_CHUNK_SIZE,
    /** Set Chunk Size or Abort with fewer than four bytes. */
    SHORT_CONTROL_MESSAGE,
  }

  private final Reason reason;

  ChunkException(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
