package live.vitrine.media.rtmp.session;

import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Framing;
import live.vitrine.media.hub.VectorBuilder;
import live.vitrine.media.hub.ViewerProtocol;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;

/**
 * Tags as RTMP messages for players (section 5.3). Every message begins with a full header, so that
 * its bytes depend on nothing but the tag and the message stream, and players share them.
 */
final class RtmpFraming implements Framing {
  private static final RtmpFraming[] OF_STREAM = new RtmpFraming[Session.MAX_MESSAGE_STREAMS + 1];

  static {
    for (int id = 0; id < OF_STREAM.length; id++) {
      OF_STREAM[id] = new RtmpFraming(id);
    }
  }

  private static final int AUDIO_CHUNK_STREAM = 4;
  private static final int DATA_CHUNK_STREAM = 5;
  private static final int VIDEO_CHUNK_STREAM = 6;

  private final int messageStreamId;

  private RtmpFraming(int messageStreamId) {
    this.messageStreamId = messageStreamId;
  }

  /** The framing for a message stream, 0 to {@link Session#MAX_MESSAGE_STREAMS}. */
  static RtmpFraming of(int messageStreamId) {
    return OF_STREAM[messageStreamId];
  }

  @Override
  public ViewerProtocol protocol() {
    return ViewerProtocol.RTMP;
  }

  @Override
  public void preamble(boolean hasAudio, boolean hasVideo, List<FlvTag> tags, VectorBuilder out) {
    tags.forEach(tag -> add(tag, out));
  }

  @Override
  public void run(List<FlvTag> tags, int length, VectorBuilder out) {
    for (int i = 0; i < tags.size(); i++) {
      add(tags.get(i), out);
    }
  }

  private void add(FlvTag tag, VectorBuilder out) {
    int chunkStream = chunkStream(tag.type());
    int length = tag.payloadLength();
    ChunkEncoder.writeHeader(
        out.own(), chunkStream, tag.type().id(), tag.timestamp(), messageStreamId, length);
    for (int at = 0; at < length; at += Session.CHUNK_SIZE) {
      if (at > 0) {
        ChunkEncoder.writeContinuation(out.own(), chunkStream, tag.timestamp());
      }
      out.payload(tag, at, Math.min(Session.CHUNK_SIZE, length - at));
    }
  }

  private static int chunkStream(TagType type) {
    return switch (type) {
      case AUDIO -> AUDIO_CHUNK_STREAM;
      case VIDEO -> VIDEO_CHUNK_STREAM;
      case SCRIPT -> DATA_CHUNK_STREAM;
    };
  }
}
