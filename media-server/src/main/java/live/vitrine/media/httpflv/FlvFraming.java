package live.vitrine.media.httpflv;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.Framing;
import live.vitrine.media.hub.VectorBuilder;
import live.vitrine.media.hub.ViewerProtocol;

/** The ways in which FLV's bytes are wrapped for a viewer. */
enum FlvFraming implements Framing {
  /** As they are: an HTTP/1.0 body that ends with the connection. */
  PLAIN(ViewerProtocol.HTTP_FLV) {
    @Override
    void open(int length, ByteBuf out) {}

    @Override
    void close(ByteBuf out) {}
  },

  /** One chunk of an HTTP/1.1 chunked body for each run (RFC 9112 section 7.1). */
  CHUNKED(ViewerProtocol.HTTP_FLV) {
    @Override
    void open(int length, ByteBuf out) {
      out.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
      out.writeShort(CR_LF);
    }

    @Override
    void close(ByteBuf out) {
      out.writeShort(CR_LF);
    }
  },

  /** One unmasked binary message for each run (RFC 6455 section 5.2). */
  WEB_SOCKET(ViewerProtocol.WS_FLV) {
    @Override
    void open(int length, ByteBuf out) {
      out.writeByte(FINAL_BINARY_FRAME);
      if (length < 126) {
        out.writeByte(length);
      } else if (length <= 0xFFFF) {
        out.writeByte(126).writeShort(length);
      } else {
        out.writeByte(127).writeLong(length);
      }
    }

    @Override
    void close(ByteBuf out) {}
  };

  /** File header and the PreviousTagSize that follows it. */
  private static final int FILE_HEADER_LENGTH = 13;

  private static final int CR_LF = 0x0D0A;
  private static final int FINAL_BINARY_FRAME = 0x82;
  private static final int AUDIO_FLAG = 4;
  private static final int VIDEO_FLAG = 1;

  private final ViewerProtocol protocol;

  FlvFraming(ViewerProtocol protocol) {
    this.protocol = protocol;
  }

  abstract void open(int length, ByteBuf out);

  abstract void close(ByteBuf out);

  @Override
  public ViewerProtocol protocol() {
    return protocol;
  }

  @Override
  public void preamble(boolean hasAudio, boolean hasVideo, List<FlvTag> tags, VectorBuilder out) {
    int length = FILE_HEADER_LENGTH + tags.stream().mapToInt(FlvTag::length).sum();
    open(length, out.own());
    int flags = (hasAudio ? AUDIO_FLAG : 0) | (hasVideo ? VIDEO_FLAG : 0);
    out.own().writeMedium(0x464C56).writeByte(1).writeByte(flags).writeInt(9).writeInt(0);
    addTags(tags, out);
    close(out.own());
  }

  @Override
  public void run(List<FlvTag> tags, int length, VectorBuilder out) {
    open(length, out.own());
    addTags(tags, out);
    close(out.own());
  }

  private static void addTags(List<FlvTag> tags, VectorBuilder out) {
    for (int i = 0; i < tags.size(); i++) {
      out.tag(tags.get(i));
    }
  }
}
