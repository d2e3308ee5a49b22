package live.vitrine.media.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.List;

/** Sets up a connection of one HTTP port. */
public final class HttpServerInitializer extends ChannelInitializer<Channel> {
  private final HttpLimits limits;
  private final String prefix;
  private final List<HttpRoute> routes;
  private final HttpCounters counters;

  /**
   * A port's set-up.
   *
   * @param prefix a path prefix that requests may carry and routes do not see, such as {@code
   *     /i-0123}; empty for none
   * @param routes asked in this order
   */
  public HttpServerInitializer(
      HttpLimits limits, String prefix, List<HttpRoute> routes, HttpCounters counters) {
    this.limits = limits;
    this.prefix = prefix;
    this.routes = List.copyOf(routes);
    this.counters = counters;
  }

  @Override
  protected void initChannel(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    RequestDecoder decoder = new RequestDecoder(limits);
    HttpConnection connection = new HttpConnection(limits, prefix, routes, counters, decoder);
    pipeline.addLast(connection.new FirstByte());
    pipeline.addLast(decoder, new HttpResponseEncoder(), connection);
  }
}
