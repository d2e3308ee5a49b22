package live.vitrine.media.rtmp.handshake;

/** How far a handshake has come after the bytes it was given. */
public enum HandshakeProgress {
  /** Everything readable was consumed and more must come. */
  NEEDS_BYTES,
  /** Take the reply, write it, then call {@code decode} again: more may be readable. */
  REPLY_READY,
  /** Finished; what is still readable belongs to the chunk stream. */
  DONE,
}
