package live.vitrine.media.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PeerAddress;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkDecoder;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkException;
import live.vitrine.media.rtmp.chunk.ChunkLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.rtmp.handshake.HandshakeException;
import live.vitrine.media.rtmp.handshake.HandshakeProgress;
import live.vitrine.media.rtmp.handshake.ServerHandshake;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RTMP connection: feeds bytes to handshake and chunk decoder, messages to the session, and
 * does what the session wants done. Runs on the channel's event loop.
 */
final class RtmpConnection extends ChannelInboundHandlerAdapter {
  /** From the accept to the end of the handshake, whatever arrives in between. */
  static final int HANDSHAKE_SECONDS = 10;

  /** From the handshake, or the end of a publication, to publish or play. */
  static final int REQUEST_SECONDS = 30;

  /** From publish to the first media message, and from each to the next. */
  static final int MEDIA_SECONDS = 10;

  private static final int CLOSE_SECONDS = 5;
  private static final int MAX_REASON_LENGTH = 120;

  private static final Logger LOG = LoggerFactory.getLogger(RtmpConnection.class);
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final Hub hub;
  private final PublishAuthorizer authorizer;
  private final RtmpCounters counters;
  private final Channel channel;
  private final ConnectionDeadline deadline;
  private final ChunkDecoder chunks;
  private final ChunkEncoder encoder;
  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);
  private final RtmpMessageEncoder messages;
  private final ReceivedBytes received = new ReceivedBytes(Session.WINDOW);

  private @Nullable ServerHandshake handshake = new ServerHandshake(ThreadLocalRandom.current());
  private SessionState state = new SessionState.Connecting();
  private String agent = "";
  private String serverUrl = "";
  private @Nullable HeldMessages undecided;
  private Capabilities capabilities = Capabilities.NONE;
  private @Nullable Publisher publisher;
  private @Nullable LiveStream requested;
  private @Nullable Player player;
  private boolean askedToReconnect;
  private boolean closing;

  /** A connection that has just been accepted; for {@link RtmpInitializer}. */
  RtmpConnection(Channel channel, Hub hub, PublishAuthorizer authorizer, RtmpCounters counters) {
    this.channel = channel;
    this.hub = hub;
    this.authorizer = authorizer;
    this.counters = counters;
    this.deadline = new ConnectionDeadline(channel.eventLoop(), this::missed);
    this.chunks = new ChunkDecoder(channel.alloc(), ChunkLimits.BEFORE_PUBLISH);
    this.encoder = new ChunkEncoder(channel.alloc());
    this.messages = new RtmpMessageEncoder(channel.alloc());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!closing) {
        counters.received(bytes.readableBytes());
        received.add(bytes.readableBytes());
        read(bytes);
      }
    } catch (HandshakeException e) {
      fail(CloseCause.NOT_RTMP, e.getMessage());
    } catch (ChunkException e) {
      fail(CloseCause.BAD_CHUNK, e.getMessage());
    } catch (MessageException e) {
      fail(CloseCause.BAD_MESSAGE, e.getMessage());
    } finally {
      bytes.release();
    }
  }

  private void read(ByteBuf bytes) {
    ServerHandshake open = handshake;
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
      deadline.within(REQUEST_SECONDS, CloseCause.NOTHING_ASKED_FOR);
    }
    chunks.decode(bytes, this::take);
  }

  private void take(ChunkMessage message) {
    if (closing) {
      message.payload().release();
      return;
    }
    take(decoder.decode(message));
  }

  private void take(RtmpMessage message) {
    if (closing) {
      message.release();
      return;
    }
    switch (message) {
      case MediaMessage media when undecided != null -> hold(undecided, media);
      case Command command when undecided != null -> takeUndecided(undecided, command);
      case MediaMessage media -> takeMedia(media);
      case Aggregate(List<MediaMessage> parts) -> parts.forEach(this::take);
      case Command command -> apply(new SessionEvent.Called(command));
      case UserControl.PingRequest(long time) -> send(new UserControl.PingResponse(time));
      case WindowAcknowledgementSize(long bytes) -> received.window(bytes);
      // Answers to what this server sent, and hints that change nothing here. Set Chunk Size and
      // Abort have taken effect in the chunk decoder.
      case Acknowledgement _, SetPeerBandwidth _, SetChunkSize _, Abort _, Unknown _ -> {}
      case UserControl _ -> {}
    }
  }

  private void takeMedia(MediaMessage media) {
    Publisher current = publisher;
    if (current == null) {
      // Late frames after FCUnpublish, or media that nobody asked for.
      media.release();
      return;
    }
    deadline.renew();
    current.take(media);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
  }

  private void flush() {
    if (publisher != null) {
      publisher.flush();
    }
    if (received.isAcknowledgementDue() && !closing) {
      send(new Acknowledgement(received.acknowledge()));
    }
    channel.flush();
  }

  /** Lets something happen to the session and does what follows from it. */
  void apply(SessionEvent event) {
    Session.Transition transition = Session.next(state, event);
    state = transition.state();
    transition.actions().forEach(this::perform);
  }

  private void perform(SessionAction action) {
    if (closing) {
      // What was to come before failed, and there is nobody left to publish or to play.
      return;
    }
    switch (action) {
      case SessionAction.Send(RtmpMessage message) -> send(message);
      case SessionAction.Introduce(String name, String url, Capabilities announced) -> {
        agent = name;
        serverUrl = url;
        capabilities = announced;
      }
      case SessionAction.RequestPublish(String name) -> requestPublish(name);
      // One that goes on elsewhere leaves viewers here, for what continues the stream.
      case SessionAction.EndPublish() -> endPublish("stopped by the publisher", !askedToReconnect);
      case SessionAction.RequestPlay(String name, int messageStreamId) -> requestPlay(name);
      case SessionAction.StartPlay() -> startPlay();
      case SessionAction.EndPlay() -> endPlay();
      case SessionAction.Close(CloseCause cause) -> close(cause);
    }
  }

  private void requestPublish(String name) {
    boolean secure = channel.pipeline().get(SslHandler.class) != null;
    PublishRequest request =
        new PublishRequest(name, PeerAddress.of(channel), agent, secure, serverUrl);
    CompletableFuture<PublishAuthorizer.Verdict> answer =
        authorizer.authorize(request).exceptionally(this::refusedFor).toCompletableFuture();
    HeldMessages held = new HeldMessages();
    undecided = held;
    if (answer.isDone()) {
      decide(name, held, answer.join());
      return;
    }
    deadline.within(PublishAuthorizer.MAX_SECONDS, CloseCause.PUBLISH_REFUSED);
    var _ =
        answer.thenAccept(verdict ->
            onLoop(() -> {
              decide(name, held, verdict);
              flush();
            }));
  }

  /** Answers come on any thread, also after the event loops have stopped. */
  private void onLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException _) {
      LOG.debug("connection {}: an answer came after the end", id);
    }
  }

  private PublishAuthorizer.Verdict refusedFor(Throwable failure) {
    LOG.error("connection {}: asking whether it may publish failed", id, failure);
    return new PublishAuthorizer.Verdict.Refused("Refused: something is wrong in this server.");
  }

  /** Does what was decided, unless the client is gone or gave up before. */
  private void decide(String name, HeldMessages held, PublishAuthorizer.Verdict verdict) {
    if (undecided != held || closing) {
      return;
    }
    undecided = null;
    switch (verdict) {
      case PublishAuthorizer.Verdict.Refused(String reason) -> {
        held.release();
        refuse(name, reason);
      }
      case PublishAuthorizer.Verdict.Granted(StreamId streamId) -> {
        grant(streamId);
        held.drainTo(this::take);
      }
    }
    channel.config().setAutoRead(true);
  }

  private void refuse(String name, String reason) {
    logStranger(
        "connection {} from {} may not publish {}: {}",
        id,
        channel.remoteAddress(),
        authorizer.masked(name),
        reason);
    apply(new SessionEvent.PublishRefused(reason));
  }

  private void grant(StreamId streamId) {
    chunks.limits(ChunkLimits.PUBLISHING);
    deadline.within(MEDIA_SECONDS, CloseCause.NO_MEDIA);
    apply(new SessionEvent.PublishGranted());
    if (closing) {
      return;
    }
    publisher = new Publisher(this, channel, hub, streamId, agent);
    LOG.info(
        "stream {}: publisher {} from {} ({}) began", streamId, id, channel.remoteAddress(), agent);
  }

  /** It went on without waiting for the answer. */
  private void hold(HeldMessages held, RtmpMessage message) {
    if (!held.take(message)) {
      channel.config().setAutoRead(false);
    }
  }

  private void takeUndecided(HeldMessages held, Command command) {
    if (Session.GIVING_UP.contains(command.name())) {
      dropUndecided();
      deadline.within(REQUEST_SECONDS, CloseCause.NOTHING_ASKED_FOR);
      apply(new SessionEvent.Called(command));
    } else {
      hold(held, command);
    }
  }

  private void dropUndecided() {
    HeldMessages held = undecided;
    if (held != null) {
      undecided = null;
      held.release();
      channel.config().setAutoRead(true);
    }
  }

  /** Something did not happen in time. */
  private void missed(CloseCause cause) {
    if (undecided != null) {
      dropUndecided();
      apply(
          new SessionEvent.PublishRefused(
              "Refused: it took too long to find out whether you may publish; try again."));
    } else {
      close(cause);
    }
  }

  /**
   * The connection feeds its stream no longer.
   *
   * @param forGood the stream is over; otherwise it waits for the publisher to come back
   */
  private void endPublish(String why, boolean forGood) {
    Publisher current = publisher;
    if (current != null) {
      publisher = null;
      if (forGood) {
        current.end();
      } else {
        current.lost();
      }
      LOG.info("stream {}: publisher {} ended: {}", current.streamId(), id, why);
      deadline.within(REQUEST_SECONDS, CloseCause.NOTHING_ASKED_FOR);
    }
  }

  private void requestPlay(String name) {
    LiveStream stream = StreamId.isValid(name) ? hub.find(StreamId.of(name)).orElse(null) : null;
    if (stream == null) {
      apply(new SessionEvent.PlayRefused("This stream is not live."));
    } else {
      requested = stream;
      apply(new SessionEvent.PlayGranted());
    }
  }

  private void startPlay() {
    LiveStream stream = requested;
    if (stream != null && state instanceof SessionState.Playing playing) {
      deadline.stop();
      channel.flush();
      if (!channel.isActive()) {
        // The flush found it reset.
        return;
      }
      player = new Player(this, channel, playing.messageStreamId());
      player.start(stream);
    }
  }

  private void endPlay() {
    Player current = player;
    if (current != null) {
      player = null;
      current.leave();
      deadline.within(REQUEST_SECONDS, CloseCause.NOTHING_ASKED_FOR);
    }
  }

  private void send(RtmpMessage message) {
    if (channel.isWritable()) {
      channel.write(messages.retainedChunks(message, encoder));
    } else if (player == null) {
      // It keeps asking and does not take the answers, which must not pile up here.
      close(CloseCause.DOES_NOT_READ);
    }
  }

  private void fail(CloseCause cause, @Nullable String reason) {
    if (!closing) {
      logStranger(
          "connection {} from {} closed: {}: {}", id, channel.remoteAddress(), cause, reason);
      close(cause);
    }
  }

  /** Logs what anybody can make this server log, as long as that is not too much. */
  private void logStranger(String format, @Nullable Object... arguments) {
    int leftOut = counters.strangerLines.take(System.nanoTime());
    if (leftOut > 0) {
      LOG.info("{} more lines about refused connections were left out", leftOut);
    }
    if (leftOut != LineBudget.NOT_GRANTED) {
      LOG.info(format, arguments);
    }
  }

  /** Ends the connection after everything sent so far. */
  void close(CloseCause cause) {
    if (closing) {
      return;
    }
    closing = true;
    counters.close(cause);
    deadline.stop();
    endAll("closed: " + cause, cause.endsStream());
    if (handshake != null) {
      // Nothing has been sent that matters, and behind TLS nothing may ever be.
      channel.close();
      return;
    }
    // One that does not read, or does not close its side, must not keep the connection open.
    Future<?> limit =
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> limit.cancel(false));
    ChannelFutureListener last =
        cause.isExplained() ? RtmpConnection::shutOutput : ChannelFutureListener.CLOSE;
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(last);
  }

  /** Ends what is sent and leaves it to the client to close, when it has read that. */
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

  private void endAll(String why, boolean forGood) {
    dropUndecided();
    endPublish(why, forGood);
    endPlay();
    deadline.stop();
    chunks.close();
  }

  /** Asks a client that said that it understands, once. */
  void askToReconnect(String url) {
    if (mayBeAskedToReconnect() && !askedToReconnect && !closing) {
      askedToReconnect = true;
      send(Answers.reconnectRequest(url));
      channel.flush();
    }
  }

  /** Says something to a publisher that the hub closes, then closes; unless it ended before. */
  void closePublisher(Publisher closed, CloseCause cause, String code, String description) {
    if (publisher != closed) {
      return;
    }
    if (state instanceof SessionState.Publishing publishing && !closing) {
      send(Answers.error(publishing.messageStreamId(), code, description));
    }
    close(cause);
  }

  long id() {
    return id;
  }

  /** Whether the client announced that it follows a ReconnectRequest. */
  boolean mayBeAskedToReconnect() {
    return capabilities.mayBeAskedToReconnect();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    counters.opened();
    deadline.within(HANDSHAKE_SECONDS, CloseCause.HANDSHAKE_TOO_SLOW);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closing = true;
    counters.gone();
    endAll("connection lost", false);
  }

  /** Nothing is said of what was received: Netty's messages hold all of it. */
  private void failTls(@Nullable Throwable reason) {
    if (reason instanceof SSLException && !(reason instanceof NotSslRecordException)) {
      // Such as the alert of a client that does not trust our certificate.
      fail(CloseCause.TLS_FAILED, "no agreement on TLS: " + shortened(reason.getMessage()));
    } else {
      fail(CloseCause.NOT_TLS, "what came is not TLS");
    }
  }

  private static String shortened(@Nullable String text) {
    return text == null ? "" : text.substring(0, Math.min(text.length(), MAX_REASON_LENGTH));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      // Reset by the peer: an ordinary end.
      channel.close();
    } else if (cause instanceof DecoderException) {
      failTls(cause.getCause());
    } else {
      LOG.error("connection {} from {} failed", id, channel.remoteAddress(), cause);
      close(CloseCause.INTERNAL_ERROR);
    }
  }
}
