package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpRequest;

/**
 * What an exchange takes place on: a connection of HTTP/1.1, or one stream of HTTP/2. Both are
 * handed Netty's HTTP/1.1 objects to send. On the event loop.
 */
interface ExchangeCarrier {
  /** Where the response is written. */
  ChannelHandlerContext context();

  HttpPort port();

  /** Whether the response may leave the connection open. */
  boolean keepsAlive(HttpRequest answered);

  /** How the body of a response without a known length is written. */
  BodyFraming endlessFraming(HttpRequest answered);

  /**
   * Sends part of a file as a response's body or a piece of it.
   *
   * @param region takes ownership
   * @return done when all of it has been sent
   */
  ChannelFuture send(FileRegion region);

  /** Files that exchanges hold open. */
  OpenFiles openFiles();

  /** A response is under way that the client has not taken completely. */
  void sending();

  /** The response is sent. */
  void finished(HttpExchange exchange, boolean keepAlive);

  /** Leaves what follows the response's head to a route's handler. */
  void leaveTo(HttpExchange exchange, ChannelHandler handler);

  /**
   * Leaves the whole connection to a route.
   *
   * @param head takes ownership; sent before anything that the new handlers send
   * @throws IllegalStateException there is no connection to give away, but a stream
   */
  void detach(HttpExchange exchange, ByteBuf head, ChannelHandler... handlers);
}
