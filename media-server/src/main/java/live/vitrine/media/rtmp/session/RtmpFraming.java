package live.vitrine.media.rtmp.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Framing;
import live.vitrine.media.hub.VectorBuilder;
import live.vitrine.media.hub.ViewerProtocol;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;

/**
 * Tags as RTMP messages for players, and for servers that a stream is pushed to (section 5.3).
 * Every message begins with a full header, so that its bytes depend on nothing but the tag and the
 * message stream, and players share them. Equal ones share the bytes that are made for a run.
 *
 * @param messageStreamId what the messages travel on
 * @param protocol {@link ViewerProtocol#RTMP} or {@link ViewerProtocol#PUSH}
 */
public record RtmpFraming(int messageStreamId, ViewerProtocol protocol) implements Framing {
  private static final RtmpFraming[] OF_STREAM = new RtmpFraming[Session.MAX_MESSAGE_STREAMS + 1];

  static {
    for (int id = 0; id < OF_STREAM.length; id++) {
      OF_STREAM[id] = new RtmpFraming(id, ViewerProtocol.RTMP);
    }
  }

  /** Bytes of a chunk, which the other side has to be told before. */
  public static final int CHUNK_SIZE = Session.CHUNK_SIZE;

  /** What a publisher writes in front of metadata that the server shall keep: an AMF0 string. */
  private static final byte[] KEEP = "\2\0\15@setDataFrame".getBytes(StandardCharsets.US_ASCII);

  private static final int AUDIO_CHUNK_STREAM = 4;
  private static final int DATA_CHUNK_STREAM = 5;
  private static final int VIDEO_CHUNK_STREAM = 6;

  /** A framing for a connection that publishes to another server, on any message stream. */
  public static RtmpFraming forPush(int messageStreamId) {
    return new RtmpFraming(messageStreamId, ViewerProtocol.PUSH);
  }

  /** The framing for a message stream, 0 to {@link Session#MAX_MESSAGE_STREAMS}. */
  static RtmpFraming of(int messageStreamId) {
    return OF_STREAM[messageStreamId];
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
    // Colours of the picture and places of the loudspeakers are metadata too, but no script.
    if (protocol == ViewerProtocol.PUSH && tag.type() == TagType.SCRIPT && tag.isMetadata()) {
      addKeptMetadata(tag, out);
      return;
    }
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

  private void addKeptMetadata(FlvTag tag, VectorBuilder out) {
    int length = KEEP.length + tag.payloadLength();
    if (length > Session.CHUNK_SIZE) {
      // Nobody's metadata, and not worth cutting into chunks by its own rules.
      return;
    }
    ChunkEncoder.writeHeader(
        out.own(), DATA_CHUNK_STREAM, tag.type().id(), tag.timestamp(), messageStreamId, length);
    out.own().writeBytes(KEEP);
    out.payload(tag, 0, tag.payloadLength());
  }

  private static int chunkStream(TagType type) {
    return switch (type) {
      case AUDIO -> AUDIO_CHUNK_STREAM;
      case VIDEO -> VIDEO_CHUNK_STREAM;
      case SCRIPT -> DATA_CHUNK_STREAM;
    };
  }
}
