package live.vitrine.media.rtmp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkDecoder;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkException;
import live.vitrine.media.rtmp.chunk.ChunkLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.rtmp.handshake.ClientHandshake;
import live.vitrine.media.rtmp.handshake.HandshakeException;
import live.vitrine.media.rtmp.handshake.HandshakeProgress;
import live.vitrine.media.rtmp.message.Abort;
import live.vitrine.media.rtmp.message.Acknowledgement;
import live.vitrine.media.rtmp.message.Aggregate;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.message.MessageException;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.RtmpMessageDecoder;
import live.vitrine.media.rtmp.message.RtmpMessageEncoder;
import live.vitrine.media.rtmp.message.SetChunkSize;
import live.vitrine.media.rtmp.message.SetPeerBandwidth;
import live.vitrine.media.rtmp.message.Unknown;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.rtmp.message.WindowAcknowledgementSize;
import org.jspecify.annotations.Nullable;

/**
 * One connection to another RTMP server, over TLS where the pipeline has it: handshake, connect,
 * then publish or play. Runs on the channel's event loop.
 */
public final class RtmpClientConnection extends ChannelInboundHandlerAdapter {
  /** From the connection to the leave to publish or play, whatever comes in between. */
  public static final int READY_SECONDS = 10;

  /** A stream that is played may be silent for so long. */
  public static final int SILENT_SECONDS = 20;

  private static final int CLOSE_SECONDS = 3;
  private static final int DEFAULT_WINDOW = 2_500_000;

  private final Channel channel;
  private final ClientCall call;
  private final int chunkSize;
  private final RtmpClientListener listener;
  private final ChunkDecoder chunks;
  private final ChunkEncoder encoder;
  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);
  private final RtmpMessageEncoder messages;

  private @Nullable ClientHandshake handshake = new ClientHandshake(ThreadLocalRandom.current());
  private ClientState state = new ClientState.Shaking();
  private @Nullable ScheduledFuture<?> deadline;
  private long lastReadNanos;
  private long received;
  private long acknowledged;
  private long window = DEFAULT_WINDOW;
  private boolean ended;

  /**
   * A connection that is about to be made.
   *
   * @param chunkSize of everything that is sent after connect, media too
   */
  public RtmpClientConnection(
      Channel channel, ClientCall call, int chunkSize, RtmpClientListener listener) {
    this.channel = channel;
    this.call = call;
    this.chunkSize = chunkSize;
    this.listener = listener;
    ChunkLimits limits =
        call.purpose() == ClientCall.Purpose.PLAY
            ? ChunkLimits.PUBLISHING
            : ChunkLimits.BEFORE_PUBLISH;
    this.chunks = new ChunkDecoder(channel.alloc(), limits);
    this.encoder = new ChunkEncoder(channel.alloc());
    this.messages = new RtmpMessageEncoder(channel.alloc());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ClientHandshake open = handshake;
    if (open != null) {
      channel.writeAndFlush(open.retainedRequest(channel.alloc()));
    }
    deadline =
        channel
            .eventLoop()
            .schedule(
                () -> close(ClientEnd.failed("no leave within %d s".formatted(READY_SECONDS))),
                READY_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!ended) {
        received += bytes.readableBytes();
        lastReadNanos = now();
        read(bytes);
      }
    } catch (HandshakeException | ChunkException | MessageException e) {
      close(ClientEnd.failed("not RTMP: " + e.getMessage()));
    } finally {
      bytes.release();
    }
  }

  private void read(ByteBuf bytes) {
    ClientHandshake open = handshake;
    if (open != null) {
      HandshakeProgress progress = open.decode(bytes);
      if (progress == HandshakeProgress.REPLY_READY) {
        channel.writeAndFlush(open.retainedReply(channel.alloc()));
        progress = open.decode(bytes);
      }
      if (progress != HandshakeProgress.DONE) {
        return;
      }
      handshake = null;
      apply(new ClientEvent.Shaken());
    }
    chunks.decode(bytes, this::take);
  }

  private void take(ChunkMessage message) {
    if (ended) {
      message.payload().release();
      return;
    }
    RtmpMessage decoded;
    try {
      decoded = decoder.decode(message);
    } catch (MessageException e) {
      if (e.reason() != MessageException.Reason.BAD_COMMAND) {
        throw e;
      }
      // FFmpeg as a server says onFCPublish without a number, and nothing depends on it.
      return;
    }
    switch (decoded) {
      case MediaMessage media -> takeMedia(media);
      case Aggregate(List<MediaMessage> parts) -> parts.forEach(this::takeMedia);
      case Command command -> apply(new ClientEvent.Called(command));
      case UserControl.PingRequest(long time) -> send(new UserControl.PingResponse(time));
      case UserControl.StreamEof _ -> apply(new ClientEvent.StreamEof());
      case WindowAcknowledgementSize(long bytes) -> window = Math.max(1, bytes);
      case Acknowledgement _, SetPeerBandwidth _, SetChunkSize _, Abort _, Unknown _ -> {}
      case UserControl _ -> {}
    }
  }

  private void takeMedia(MediaMessage media) {
    // Some servers send media before they say that it begins.
    if (ended || call.purpose() == ClientCall.Purpose.PUBLISH) {
      media.release();
    } else {
      listener.onMedia(media);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!ended) {
      if (received - acknowledged >= window) {
        acknowledged = received;
        send(new Acknowledgement(received & 0xFFFFFFFFL));
      }
      listener.onBatchEnd();
    }
    channel.flush();
  }

  private void apply(ClientEvent event) {
    ClientSession.Transition transition = ClientSession.next(call, chunkSize, state, event);
    state = transition.state();
    for (ClientAction action : transition.actions()) {
      switch (action) {
        case ClientAction.Send(RtmpMessage message) -> send(message);
        case ClientAction.Ready(int messageStreamId) -> ready(messageStreamId);
        case ClientAction.Close(ClientEnd end) -> close(end);
      }
    }
  }

  private void ready(int messageStreamId) {
    stopDeadline();
    if (call.purpose() == ClientCall.Purpose.PLAY) {
      watchSilence(TimeUnit.SECONDS.toNanos(SILENT_SECONDS));
    }
    channel.flush();
    if (!ended && channel.isActive()) {
      listener.onReady(messageStreamId);
    }
  }

  private void watchSilence(long nanos) {
    deadline = channel.eventLoop().schedule(this::checkSilence, nanos, TimeUnit.NANOSECONDS);
  }

  private void checkSilence() {
    long left = lastReadNanos + TimeUnit.SECONDS.toNanos(SILENT_SECONDS) - now();
    if (left > 0) {
      watchSilence(left);
    } else {
      close(ClientEnd.failed("nothing came for %d s".formatted(SILENT_SECONDS)));
    }
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void send(RtmpMessage message) {
    if (!channel.isWritable() && handshakeIsDone() && !(state instanceof ClientState.Running)) {
      close(ClientEnd.failed("the server does not read"));
    } else if (channel.isWritable()) {
      channel.write(messages.retainedChunks(message, encoder));
    }
  }

  private boolean handshakeIsDone() {
    return handshake == null;
  }

  /** Says goodbye and closes. Call on the event loop; {@link RtmpClientListener#onEnd} follows. */
  public void stop() {
    if (!ended) {
      apply(new ClientEvent.Stopped());
    }
  }

  private void close(ClientEnd end) {
    if (ended) {
      return;
    }
    ended = true;
    state = new ClientState.Closed();
    stopDeadline();
    chunks.close();
    var limit =
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> limit.cancel(false));
    ChannelFutureListener last =
        end.kind() == ClientEnd.Kind.STOPPED
            ? RtmpClientConnection::shutOutput
            : ChannelFutureListener.CLOSE;
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(last);
    listener.onEnd(end);
  }

  /** Closing while answers wait unread would reset the connection, and the last frames with it. */
  private static void shutOutput(ChannelFuture written) {
    Channel channel = written.channel();
    if (written.isSuccess()
        && channel instanceof DuplexChannel duplex
        && channel.pipeline().get(SslHandler.class) == null) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    close(ClientEnd.failed("the connection was closed by the other side"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(ClientEnd.failed(explain(cause)));
    channel.close();
  }

  private static String explain(Throwable cause) {
    Throwable reason = cause.getCause();
    if (cause instanceof SSLException || reason instanceof SSLException) {
      return "no agreement on TLS: " + (reason == null ? cause : reason).getMessage();
    }
    return cause instanceof IOException
        ? "the connection was lost: " + cause.getMessage()
        : "internal error: " + cause.getClass().getSimpleName();
  }
}
