package live.vitrine.media.httpflv;

import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.Framing;
import live.vitrine.media.hub.VectorBuilder;
import live.vitrine.media.hub.ViewerProtocol;

/**
 * How FLV reaches a viewer. Equal ones share the bytes that are made for a run.
 *
 * @param envelope what stands around every run
 * @param hevc how tags of H.265 look
 */
record FlvFraming(FlvEnvelope envelope, HevcForm hevc) implements Framing {
  /** File header and the PreviousTagSize that follows it. */
  private static final int FILE_HEADER_LENGTH = 13;

  private static final int AUDIO_FLAG = 4;
  private static final int VIDEO_FLAG = 1;

  @Override
  public ViewerProtocol protocol() {
    return envelope.protocol();
  }

  @Override
  public void preamble(boolean hasAudio, boolean hasVideo, List<FlvTag> tags, VectorBuilder out) {
    envelope.open(FILE_HEADER_LENGTH + length(tags), out.own());
    int flags = (hasAudio ? AUDIO_FLAG : 0) | (hasVideo ? VIDEO_FLAG : 0);
    out.own().writeMedium(0x464C56).writeByte(1).writeByte(flags).writeInt(9).writeInt(0);
    addTags(tags, out);
    envelope.close(out.own());
  }

  @Override
  public void run(List<FlvTag> tags, int length, VectorBuilder out) {
    int written = length(tags);
    if (written == 0) {
      // An empty chunk would end the body.
      return;
    }
    envelope.open(written, out.own());
    addTags(tags, out);
    envelope.close(out.own());
  }

  private int length(List<FlvTag> tags) {
    int length = 0;
    for (int i = 0; i < tags.size(); i++) {
      length += hevc.length(tags.get(i));
    }
    return length;
  }

  private void addTags(List<FlvTag> tags, VectorBuilder out) {
    for (int i = 0; i < tags.size(); i++) {
      hevc.write(tags.get(i), out);
    }
  }
}
