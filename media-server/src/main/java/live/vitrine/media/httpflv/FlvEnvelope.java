package live.vitrine.media.httpflv;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.hub.ViewerProtocol;

/** What stands around each piece of an FLV stream on its way to a viewer. */
enum FlvEnvelope {
  /** Nothing: an HTTP/1.0 body that ends with the connection. */
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

  private static final int CR_LF = 0x0D0A;
  private static final int FINAL_BINARY_FRAME = 0x82;

  private final ViewerProtocol protocol;

  FlvEnvelope(ViewerProtocol protocol) {
    this.protocol = protocol;
  }

  ViewerProtocol protocol() {
    return protocol;
  }

  abstract void open(int length, ByteBuf out);

  abstract void close(ByteBuf out);
}
