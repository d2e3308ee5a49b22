package live.vitrine.media.rtmp.message;

/** A message of an RTMP connection, in either direction. */
public sealed interface RtmpMessage
    permits Abort,
        Acknowledgement,
        Aggregate,
        Command,
        MediaMessage,
        SetChunkSize,
        SetPeerBandwidth,
        Unknown,
        UserControl,
        WindowAcknowledgementSize {
  /** Releases the buffers that the message owns, if it is of a kind that has any. */
  default void release() {}
}
