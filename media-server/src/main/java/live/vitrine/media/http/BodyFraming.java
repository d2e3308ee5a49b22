package live.vitrine.media.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;

/** How the bytes of an endless body are written to {@link HttpExchange#channel()}. */
public enum BodyFraming {
  /** As they are; the body ends with the connection: HTTP/1.0. */
  UNTIL_CLOSE {
    @Override
    public Object terminator() {
      return Unpooled.EMPTY_BUFFER;
    }
  },

  /** Each write is one or more chunks (RFC 9112 section 7.1). */
  CHUNKED {
    @Override
    public Object terminator() {
      return Unpooled.copiedBuffer(new byte[] {'0', '\r', '\n', '\r', '\n'});
    }
  },

  /** As they are; each write becomes DATA frames of its stream (RFC 9113 section 6.1). */
  STREAM {
    @Override
    public Object terminator() {
      return new DefaultHttp2DataFrame(true);
    }
  };

  /**
   * What, written last and before the channel is closed, ends the body properly. The caller owns
   * it.
   */
  public abstract Object terminator();
}
