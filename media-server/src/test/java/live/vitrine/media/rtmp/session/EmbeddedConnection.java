package live.vitrine.media.rtmp.session;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.testing.RtmpPeer;

/** A connection without socket and with a clock that stands still, and the client at its end. */
final class EmbeddedConnection implements AutoCloseable {
  final EmbeddedChannel channel;
  final RtmpPeer peer = new RtmpPeer();

  EmbeddedConnection(Hub hub, PublishAuthorizer authorizer, RtmpCounters counters) {
    this(hub, authorizer, counters, PooledByteBufAllocator.DEFAULT);
  }

  EmbeddedConnection(
      Hub hub, PublishAuthorizer authorizer, RtmpCounters counters, ByteBufAllocator allocator) {
    channel =
        new EmbeddedChannel(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel opened) {
                opened.config().setAllocator(allocator);
                opened.pipeline().addLast(new RtmpInitializer(hub, authorizer, counters, null));
              }
            });
    channel.freezeTime();
  }

  void send(byte[] bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
    deliver();
  }

  /** Carries what the server has written to the client, and the client's part of the handshake. */
  void deliver() {
    channel.runPendingTasks();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      byte[] read = ByteBufUtil.getBytes(bytes);
      bytes.release();
      byte[] answer = peer.receive(read);
      if (answer.length > 0) {
        send(answer);
      }
    }
  }

  @CanIgnoreReturnValue
  EmbeddedConnection shakeHands() {
    send(peer.opening());
    return this;
  }

  @CanIgnoreReturnValue
  EmbeddedConnection connect() {
    shakeHands();
    send(peer.connect("live"));
    send(peer.call(0, "createStream", 2));
    take();
    return this;
  }

  @CanIgnoreReturnValue
  EmbeddedConnection publish(String name) {
    connect();
    send(peer.call(1, "publish", 3, name, "live"));
    return this;
  }

  /** What came since the last call, in the words of {@link ActionText}. */
  @CanIgnoreReturnValue
  List<String> take() {
    deliver();
    return peer.takeReceived().stream()
        .map((RtmpMessage message) -> ActionText.of(message))
        .toList();
  }

  void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    deliver();
  }

  boolean isOpen() {
    channel.runPendingTasks();
    return channel.isOpen();
  }

  @Override
  public void close() {
    channel.close();
    channel.runPendingTasks();
    deliver();
    channel.finishAndReleaseAll();
    peer.close();
  }
}
