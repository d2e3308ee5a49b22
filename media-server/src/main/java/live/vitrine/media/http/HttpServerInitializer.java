package live.vitrine.media.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets up a connection of one HTTP port, over TLS or not. */
public final class HttpServerInitializer extends ChannelInitializer<Channel> {
  private final HttpPort port;
  private final @Nullable SslContext tls;

  /** A port without TLS, which speaks HTTP/1.1; as the other constructor otherwise. */
  public HttpServerInitializer(
      HttpLimits limits, String prefix, List<HttpRoute> routes, HttpCounters counters) {
    this(limits, prefix, routes, counters, null);
  }

  /**
   * A port's set-up.
   *
   * @param prefix a path prefix that requests may carry and routes do not see, such as {@code
   *     /i-0123}; empty for none
   * @param routes asked in this order
   * @param tls from {@link HttpsContext}: clients choose between HTTP/2 and HTTP/1.1 then; null for
   *     HTTP/1.1 without TLS
   */
  public HttpServerInitializer(
      HttpLimits limits,
      String prefix,
      List<HttpRoute> routes,
      HttpCounters counters,
      @Nullable SslContext tls) {
    this.port = new HttpPort(limits, prefix, List.copyOf(routes), counters);
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    HttpCounters counters = port.counters();
    counters.opened();
    channel.closeFuture().addListener(closed -> counters.closed());
    long acceptedNanos = channel.eventLoop().ticker().nanoTime();
    if (tls == null) {
      speakHttp1(channel.pipeline(), port, acceptedNanos);
    } else {
      var handler = tls.newHandler(channel.alloc());
      handler.setHandshakeTimeoutMillis(TimeUnit.SECONDS.toMillis(port.limits().headerSeconds()));
      channel.pipeline().addLast(handler, new ProtocolChoice(port, acceptedNanos));
    }
  }

  static void speakHttp1(ChannelPipeline pipeline, HttpPort port, long acceptedNanos) {
    RequestDecoder decoder = new RequestDecoder(port.limits());
    HttpConnection connection = new HttpConnection(port, decoder, acceptedNanos);
    pipeline.addLast(connection.new FirstByte());
    pipeline.addLast(decoder, new HttpResponseEncoder(), connection);
  }
}
