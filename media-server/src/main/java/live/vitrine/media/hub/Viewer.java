package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection that watches one stream: a cursor into its event loop's log, and no buffer of its
 * own. Confined to its channel's event loop, apart from the accessors that say otherwise.
 */
public final class Viewer implements ChannelFutureListener {
  /** A viewer with something to read that takes nothing for so long is closed. */
  public static final int STALL_SECONDS = 10;

  /**
   * Bytes that may wait in the kernel unsent. Keeps a viewer that reads slowly from hiding
   * megabytes of old pictures there, where it cannot be moved on from them.
   */
  private static final long MAX_UNSENT_BYTES = 256 * 1024;

  private static final AtomicLong IDS = new AtomicLong();

  final long id = IDS.incrementAndGet();
  final Channel channel;
  final Framing framing;
  final ViewerListener listener;

  /** The socket to write to past the pipeline, or null where only the pipeline will do. */
  private final @Nullable FileDescriptor socket;

  @Nullable LoopFanout fanout;

  /** Set once, before the viewer can be seen by other threads. */
  private @Nullable LiveStream stream;

  /** The group of viewers at the head that this one belongs to, and its place in it; or -1. */
  int headIndex = -1;

  /** Its place among the viewers that are behind, or -1. */
  int behindIndex = -1;

  /** Sequence of the next run to send, when behind. */
  long cursor;

  /** The rest of a partly sent run is still with the channel. */
  boolean writing;

  /** Its fan-out is sending to it right now. */
  boolean advancing;

  boolean started;

  /** Index in the stream of the first tag not sent, when behind. */
  long nextTagIndex;

  int configurationVersion;
  long lastProgressNanos;
  private long lastFlushed;

  // Written by the event loop only; read elsewhere for display, where a stale value does no harm.
  private long bytesSent;
  private long tagsSkipped;

  /** A viewer that does not watch yet; {@link LiveStream#subscribe} makes it. */
  public Viewer(Channel channel, Framing framing, ViewerListener listener) {
    this.channel = channel;
    this.framing = framing;
    this.listener = listener;
    boolean direct =
        channel instanceof EpollSocketChannel && channel.pipeline().get(SslHandler.class) == null;
    this.socket = direct ? ((EpollSocketChannel) channel).fd() : null;
  }

  /** Unique within the process; any thread. */
  public long id() {
    return id;
  }

  /** Any thread. */
  public Channel channel() {
    return channel;
  }

  /** Any thread. */
  public ViewerProtocol protocol() {
    return framing.protocol();
  }

  /** Bytes handed to the kernel or the channel, framing included; any thread. */
  public long bytesSent() {
    return bytesSent;
  }

  /** Tags left out because the viewer was too slow; any thread. */
  public long tagsSkipped() {
    return tagsSkipped;
  }

  /** Whether it watches this stream; any thread. */
  public boolean watches(LiveStream asked) {
    return stream == asked;
  }

  void watch(LiveStream watched) {
    stream = watched;
  }

  /** Stops watching: the connection is gone or serves something else now. */
  public void leave() {
    if (fanout != null) {
      fanout.remove(this);
    }
  }

  /** Closes the connection; any thread. */
  public void kick() {
    channel.eventLoop().execute(() -> cutOff(ViewerListener.CutOff.KICKED));
  }

  /** Tells a client that understands it to go on elsewhere; any thread. */
  public void askToReconnect(String url) {
    channel.eventLoop().execute(() -> listener.onAskToReconnect(url));
  }

  /** One line for the log about being cut off. */
  public String describe(ViewerListener.CutOff reason) {
    String cause =
        switch (reason) {
          case STALLED -> "took nothing for too long";
          case KICKED -> "closed by an operator";
        };
    return "viewer %d cut off, %s (%s, %s, %d bytes sent, %d tags skipped)"
        .formatted(id, cause, protocol().label(), channel.remoteAddress(), bytesSent, tagsSkipped);
  }

  /** Called once, before anything is sent. */
  void prepareSocket() {
    if (channel instanceof EpollSocketChannel) {
      channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MAX_UNSENT_BYTES);
    }
  }

  void cutOff(ViewerListener.CutOff reason) {
    leave();
    listener.onCutOff(reason);
    // Unsent data of a viewer that does not read would stay in the kernel for minutes.
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  /** Whether nothing of this connection waits in the pipeline, so that a direct write may pass. */
  boolean canWriteDirectly() {
    if (socket == null || !socket.isOpen()) {
      return false;
    }
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    // Counts what is not flushed yet, too: a ping answer written a moment ago comes first.
    return outbound != null && outbound.totalPendingWriteBytes() == 0;
  }

  /**
   * Writes to the socket as much as it takes.
   *
   * @return the bytes taken
   */
  int writeDirectly(GatheredWrite write) throws IOException {
    if (socket == null) {
      return 0;
    }
    int written =
        write.isCopied()
            ? socket.writeAddress(write.address(), 0, write.length())
            : (int) socket.writevAddresses(write.address(), write.entryCount());
    if (written > 0) {
      bytesSent += written;
    }
    return Math.max(0, written);
  }

  /** Hands bytes to the pipeline. Takes ownership; {@link #operationComplete} follows. */
  void writeThroughPipeline(ByteBuf bytes) {
    writing = true;
    lastFlushed = 0;
    bytesSent += bytes.readableBytes();
    channel.writeAndFlush(bytes).addListener(this);
  }

  void skipped(long tags) {
    tagsSkipped += tags;
  }

  @Override
  public void operationComplete(ChannelFuture future) {
    writing = false;
    if (fanout == null) {
      return;
    }
    if (future.isSuccess()) {
      lastProgressNanos = channel.eventLoop().ticker().nanoTime();
      fanout.resume(this);
    } else {
      channel.close();
    }
  }

  /** Whether the connection took anything since {@code deadlineNanos} before now. */
  boolean isStalled(long nowNanos, long deadlineNanos) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    long flushed = outbound == null ? 0 : outbound.currentProgress();
    if (flushed != lastFlushed) {
      lastFlushed = flushed;
      lastProgressNanos = nowNanos;
    }
    return nowNanos - lastProgressNanos > deadlineNanos;
  }
}
