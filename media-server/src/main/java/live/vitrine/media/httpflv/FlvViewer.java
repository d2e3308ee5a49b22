package live.vitrine.media.httpflv;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.TrackSelection;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.hub.ViewerListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a connection that watches: nothing it receives matters any more, apart from
 * its end and WebSocket's control frames. Runs on the connection's event loop.
 */
final class FlvViewer extends SimpleChannelInboundHandler<Object> implements ViewerListener {
  private static final Logger LOG = LoggerFactory.getLogger(FlvViewer.class);

  /** How long a client may take for the rest of what it watched. */
  static final int END_SECONDS = 10;

  private final LiveStream stream;
  private final TrackSelection tracks;
  private final Viewer viewer;
  private final Supplier<Object> terminator;
  private boolean ending;

  /**
   * A viewer that gets nothing yet.
   *
   * @param terminator what ends the response properly
   */
  FlvViewer(
      Channel channel,
      LiveStream stream,
      TrackSelection tracks,
      FlvFraming framing,
      Supplier<Object> terminator) {
    this.stream = stream;
    this.tracks = tracks;
    this.terminator = terminator;
    this.viewer = new Viewer(channel, framing, this);
  }

  /** Begins to send; the response's head has been written. */
  void start() {
    if (!ending && viewer.channel().isActive()) {
      if (!stream.subscribe(viewer, tracks)) {
        end();
      }
    }
  }

  @Override
  public void onStreamEnd() {
    end();
  }

  /** Says that this is the end and closes, even if the client takes nothing any more. */
  private void end() {
    if (ending) {
      return;
    }
    ending = true;
    Channel channel = viewer.channel();
    Future<?> limit = channel.eventLoop().schedule(this::abort, END_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> limit.cancel(false));
    channel.writeAndFlush(terminator.get()).addListener(ChannelFutureListener.CLOSE);
  }

  private void abort() {
    // What is unsent would stay in the kernel for minutes.
    viewer.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    viewer.channel().close();
  }

  @Override
  public void onCutOff(CutOff reason) {
    LOG.info("stream {}: {}", stream.id(), viewer.describe(reason));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case PingWebSocketFrame ping -> {
        // Answers to a client that does not read would pile up.
        if (!ending && ctx.channel().isWritable()) {
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
      }
      case CloseWebSocketFrame _ -> {
        viewer.leave();
        end();
      }
      // A viewer has nothing to say; what it says all the same is not kept.
      default -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    viewer.leave();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
