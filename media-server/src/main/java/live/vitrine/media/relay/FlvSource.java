package live.vitrine.media.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import live.vitrine.media.flv.FlvException;
import live.vitrine.media.flv.FlvReader;
import live.vitrine.media.rtmp.client.ClientEnd;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is fetched from another server over HTTP-FLV. Redirects are not followed: an
 * operator says where a stream comes from, nobody else. Nothing is waited for without a limit.
 */
final class FlvSource extends ChannelInboundHandlerAdapter implements Source {
  /** From the connection to the first tag, whatever comes in between. */
  static final int FIRST_TAG_SECONDS = 10;

  /** From one byte to the next; servers say something at least every 10 s. */
  static final int SILENT_SECONDS = 20;

  private static final HttpDecoderConfig LIMITS =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(4_096)
          .setMaxHeaderSize(16 * 1024)
          .setMaxChunkSize(64 * 1024);

  private final Channel channel;
  private final SourceAddress.HttpFlv address;
  private final Listener listener;
  private final FlvReader reader;
  private @Nullable ScheduledFuture<?> deadline;
  private long lastReadNanos;
  private boolean tagSeen;
  private boolean ended;

  FlvSource(Channel channel, SourceAddress.HttpFlv address, Listener listener) {
    this.channel = channel;
    this.address = address;
    this.listener = listener;
    this.reader = new FlvReader(channel.alloc());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.pipeline().addBefore(context.name(), null, new HttpClientCodec(LIMITS, false, false));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    reader.close();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, address.target(), Unpooled.EMPTY_BUFFER);
    request
        .headers()
        .set(HttpHeaderNames.HOST, address.authority())
        .set(HttpHeaderNames.USER_AGENT, "Vitrine relay")
        .set(HttpHeaderNames.ACCEPT, "video/x-flv, */*")
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(request);
    deadline = schedule(TimeUnit.SECONDS.toNanos(FIRST_TAG_SECONDS));
  }

  private ScheduledFuture<?> schedule(long nanos) {
    return channel.eventLoop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
  }

  private void check() {
    if (!tagSeen) {
      end(ClientEnd.failed("no media within %d s".formatted(FIRST_TAG_SECONDS)));
      return;
    }
    long left = lastReadNanos + TimeUnit.SECONDS.toNanos(SILENT_SECONDS) - now();
    if (left <= 0) {
      end(ClientEnd.failed("nothing came for %d s".formatted(SILENT_SECONDS)));
    } else {
      deadline = schedule(left);
    }
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (!ended && message instanceof HttpObject part) {
        lastReadNanos = now();
        read(part);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject part) {
    DecoderResult result = part.decoderResult();
    if (result.isFailure()) {
      end(ClientEnd.failed("not HTTP that is understood: " + result.cause().getMessage()));
      return;
    }
    if (part instanceof HttpResponse response) {
      readHead(response);
    }
    if (!ended && part instanceof HttpContent content) {
      readBody(content);
    }
  }

  private void readHead(HttpResponse response) {
    int status = response.status().code();
    if (response.status().codeClass() == HttpStatusClass.REDIRECTION) {
      end(ClientEnd.refused("answered %d: redirects are not followed".formatted(status)));
    } else if (status == 404) {
      end(ClientEnd.over("answered 404: not live there"));
    } else if (status >= 400 && status < 500) {
      end(ClientEnd.refused("answered %d".formatted(status)));
    } else if (status != 200) {
      end(ClientEnd.failed("answered %d".formatted(status)));
    } else if (response.headers().contains(HttpHeaderNames.CONTENT_ENCODING)
        && !response
            .headers()
            .contains(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
      end(ClientEnd.refused("the answer is compressed, which was not asked for"));
    }
  }

  private void readBody(HttpContent content) {
    try {
      reader.read(
          content.content(),
          (type, timestamp, payload) -> {
            if (ended) {
              payload.release();
            } else {
              tagSeen = true;
              listener.onPayload(type, timestamp, payload);
            }
          });
    } catch (FlvException e) {
      end(ClientEnd.failed("not FLV: " + e.getMessage()));
      return;
    }
    if (content instanceof LastHttpContent) {
      end(ClientEnd.over("the stream is over"));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!ended) {
      listener.onBatchEnd();
    }
  }

  @Override
  public void stop() {
    if (!ended) {
      ended = true;
      close();
    }
  }

  private void end(ClientEnd end) {
    if (!ended) {
      ended = true;
      close();
      listener.onEnd(end);
    }
  }

  private void close() {
    if (deadline != null) {
      deadline.cancel(false);
    }
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(ClientEnd.failed("the connection was lost"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable reason = cause.getCause() == null ? cause : cause.getCause();
    if (reason instanceof SSLException) {
      end(ClientEnd.failed("no agreement on TLS: " + reason.getMessage()));
    } else if (cause instanceof IOException) {
      end(ClientEnd.failed("the connection was lost: " + cause.getMessage()));
    } else {
      end(ClientEnd.failed("internal error: " + cause.getClass().getSimpleName()));
    }
  }
}
