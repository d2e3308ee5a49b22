package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the heads of the frames that a client sends (RFC 9113 section 4.1), before the codec
 * does: knows since when one is incomplete, which the codec does not say, and closes connections
 * that send too many frames that ask for nothing. On the event loop.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
  /**
   * PING, SETTINGS, PRIORITY, GOAWAY and frames of unknown types in {@link #WINDOW_SECONDS}
   * (CVE-2019-9512, CVE-2019-9515). Clients send a handful.
   */
  static final int MAX_CONTROL_FRAMES = 500;

  static final int WINDOW_SECONDS = 10;

  private static final int PREFACE_LENGTH = 24;
  private static final int HEAD_LENGTH = 9;
  private static final int TYPE_INDEX = 3;
  private static final int FLAGS_INDEX = 4;
  private static final int END_HEADERS = 0x4;
  private static final long NEVER = Long.MIN_VALUE;

  private final HttpCounters counters;

  /** Bytes of the preface or of a frame's payload that are still to come. */
  private int left = PREFACE_LENGTH;

  /** Bytes of a frame's head that have come. */
  private int headBytes;

  private int length;
  private int type;
  private boolean inHeaders;
  private long begunNanos = NEVER;
  private long windowNanos = NEVER;
  private int controlFrames;
  private boolean flooded;

  FrameGuard(HttpCounters counters) {
    this.counters = counters;
  }

  /** How long a frame, or a header of several frames, has been incomplete; 0 when none is. */
  long incompleteNanos(long nowNanos) {
    return begunNanos == NEVER ? 0 : nowNanos - begunNanos;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!flooded && message instanceof ByteBuf bytes) {
      flooded = !scan(bytes, ctx.executor().ticker().nanoTime());
      if (flooded) {
        counters.refuse(HttpCounters.Refusal.HTTP2_FLOOD);
        Closing.abort(ctx.channel());
      }
    }
    if (flooded) {
      // TLS hands on what it has decrypted before, although the connection is closed.
      ReferenceCountUtil.release(message);
      return;
    }
    ctx.fireChannelRead(message);
  }

  /** Borrows. Returns whether the client may go on. */
  private boolean scan(ByteBuf bytes, long nowNanos) {
    int index = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (index < end) {
      if (begunNanos == NEVER) {
        begunNanos = nowNanos;
      }
      if (left > 0) {
        int skipped = Math.min(left, end - index);
        left -= skipped;
        index += skipped;
      } else {
        addToHead(bytes.getUnsignedByte(index++));
        if (headBytes < HEAD_LENGTH) {
          continue;
        }
        left = length;
        if (isControl() && !mayHaveOneMore(nowNanos)) {
          return false;
        }
      }
      if (left == 0) {
        frameEnded();
      }
    }
    return true;
  }

  private void addToHead(int octet) {
    if (headBytes == HEAD_LENGTH) {
      headBytes = 0;
    }
    if (headBytes < TYPE_INDEX) {
      length = headBytes == 0 ? octet : length << 8 | octet;
    } else if (headBytes == TYPE_INDEX) {
      type = octet;
    } else if (headBytes == FLAGS_INDEX) {
      boolean header = type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.CONTINUATION;
      inHeaders = header && (octet & END_HEADERS) == 0;
    }
    headBytes++;
  }

  private void frameEnded() {
    headBytes = 0;
    if (!inHeaders) {
      begunNanos = NEVER;
    }
  }

  private boolean isControl() {
    return switch (type) {
      case Http2FrameTypes.DATA,
          Http2FrameTypes.HEADERS,
          Http2FrameTypes.CONTINUATION,
          // Counted by the codec.
          Http2FrameTypes.RST_STREAM,
          // As many as the client likes to take of what it is sent.
          Http2FrameTypes.WINDOW_UPDATE ->
          false;
      default -> true;
    };
  }

  private boolean mayHaveOneMore(long nowNanos) {
    if (windowNanos == NEVER
        || nowNanos - windowNanos >= TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
      windowNanos = nowNanos;
      controlFrames = 0;
    }
    return ++controlFrames <= MAX_CONTROL_FRAMES;
  }
}
