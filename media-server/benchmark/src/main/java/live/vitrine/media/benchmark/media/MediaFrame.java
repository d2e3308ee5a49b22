package live.vitrine.media.benchmark.media;

import java.lang.foreign.MemorySegment;

/**
 * The body of one FLV tag or RTMP message, shared by every stream that sends it.
 *
 * @param type FLV tag type and RTMP message type alike: 8 audio, 9 video, 18 metadata
 * @param body native memory; stamped in place right before it is copied or sent, by one thread only
 * @param stampOffset where its {@link FrameStamp} is in the body; negative for none
 */
public record MediaFrame(int type, MemorySegment body, int stampOffset) {
  public static final int AUDIO = 8;
  public static final int VIDEO = 9;
  public static final int METADATA = 18;

  public int size() {
    return Math.toIntExact(body.byteSize());
  }

  /** Says in the frame which one it is and that it is sent now. */
  public void stamp(long number, long nanos) {
    FrameStamp.write(body, stampOffset, number, nanos);
  }
}
