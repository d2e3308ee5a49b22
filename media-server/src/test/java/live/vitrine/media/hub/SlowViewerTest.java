package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowViewerTest {
  private static final int BIG = 256 * 1024;

  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final Valve valve = new Valve();
  private final EmbeddedChannel channel = new EmbeddedChannel(valve);
  private final Publication publication =
      hub.publish(StreamId.of("demo"), new TestPublisher(), channel.eventLoop());
  private final LiveStream stream = hub.find(StreamId.of("demo")).orElseThrow();
  private final TestViewer viewer = new TestViewer(channel);
  private int number;

  @BeforeEach
  void watch() {
    video(TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    video(TestMedia.keyFrame(number++, 0));
    stream.subscribe(viewer.viewer);
    viewer.forget();
  }

  @AfterEach
  void end() {
    valve.open(channel);
    publication.end();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void getsAllOfASmallBacklogInOrder() {
    valve.close();
    for (int i = 0; i < 3; i++) {
      video(TestMedia.frame(number++, 0));
    }
    assertThat(viewer.received()).isEmpty();

    valve.open(channel);
    assertThat(viewer.received()).containsExactly("video 1 @40", "video 2 @80", "video 3 @120");
    video(TestMedia.frame(number++, 0));
    assertThat(viewer.received()).containsExactly("video 4 @160");
  }

  @Test
  void jumpsToTheNewestKeyFrameWhenItIsTooFarBehind() {
    valve.close();
    for (int i = 0; i < 20; i++) {
      video(TestMedia.frame(number++, BIG));
    }
    video(TestMedia.keyFrame(number++, 0));
    video(TestMedia.frame(number++, 0));
    valve.open(channel);

    // The one that was being sent is finished: no viewer ever gets half a tag.
    assertThat(viewer.received()).containsExactly("video 1 @40", "key 21 @840", "video 22 @880");
    assertThat(viewer.viewer.tagsSkipped()).isEqualTo(19);
    assertThat(hub.counters().viewersJumped().sum()).isOne();
  }

  @Test
  void learnsOfConfigurationThatChangedWhileItWasBehind() {
    valve.close();
    for (int i = 0; i < 20; i++) {
      video(TestMedia.frame(number++, BIG));
    }
    video(TestMedia.payload(TestMedia.OTHER_VIDEO_CONFIGURATION));
    video(TestMedia.keyFrame(number++, 0));
    valve.open(channel);

    assertThat(viewer.received()).containsExactly("video 1 @40", "video config", "key 21 @840");
  }

  @Test
  void isNotToldAgainOfConfigurationThatStayed() {
    audio(TestMedia.payload(TestMedia.AUDIO_CONFIGURATION));
    viewer.forget();
    valve.close();
    for (int i = 0; i < 20; i++) {
      video(TestMedia.frame(number++, BIG));
    }
    video(TestMedia.payload(TestMedia.OTHER_VIDEO_CONFIGURATION));
    video(TestMedia.keyFrame(number++, 0));
    valve.open(channel);

    assertThat(viewer.received()).containsExactly("video 1 @40", "video config", "key 21 @840");
  }

  @Test
  void isCutOffWhenItTakesNothing() {
    channel.freezeTime();
    valve.close();
    video(TestMedia.frame(number++, 0));
    channel.advanceTimeBy(Viewer.STALL_SECONDS - 1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(viewer.received()).isEmpty();

    channel.advanceTimeBy(3, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(viewer.received()).containsExactly("STALLED");
    assertThat(channel.isOpen()).isFalse();
    assertThat(hub.counters().viewersStalled().sum()).isOne();
  }

  @Test
  void getsItsBacklogBeforeTheEnd() {
    valve.close();
    video(TestMedia.frame(number++, 0));
    video(TestMedia.frame(number++, 0));
    publication.end();
    assertThat(viewer.received()).isEmpty();

    valve.open(channel);
    assertThat(viewer.received()).containsExactly("video 1 @40", "video 2 @80", "end");
  }

  @Test
  void isEndedThoughNoKeyFrameCameForItToGoOnFrom() {
    valve.close();
    video(TestMedia.frame(number++, 0));
    // Far too much without a key frame: nothing is kept that a viewer could start with.
    for (int i = 0; i < GopCache.MAX_BYTES / BIG + 20; i++) {
      video(TestMedia.frame(number++, BIG));
    }
    valve.open(channel);
    assertThat(viewer.received()).containsExactly("video 1 @40");

    publication.end();
    assertThat(viewer.received()).containsExactly("end");
  }

  @Test
  void hasItsWholeTimeAfterItFellBehind() {
    channel.freezeTime();
    channel.advanceTimeBy(60, TimeUnit.SECONDS);
    valve.close();
    video(TestMedia.frame(number++, 0));
    channel.advanceTimeBy(2, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(channel.isOpen()).isTrue();
  }

  private void audio(ByteBuf payload) {
    publication.offer(TagType.AUDIO, number * 40L, payload);
    publication.flush();
  }

  private void video(ByteBuf payload) {
    publication.offer(TagType.VIDEO, number * 40L, payload);
    publication.flush();
  }

  /** Stands for a socket that can be full: holds writes back while closed. */
  private static final class Valve extends ChannelOutboundHandlerAdapter {
    private record Held(Object message, ChannelPromise promise) {}

    private final Deque<Held> held = new ArrayDeque<>();
    private boolean closed;

    void close() {
      closed = true;
    }

    void open(EmbeddedChannel channel) {
      closed = false;
      ChannelHandlerContext ctx = channel.pipeline().context(this);
      for (Held next = held.poll(); next != null; next = held.poll()) {
        ctx.writeAndFlush(next.message, next.promise);
      }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (closed) {
        held.add(new Held(message, promise));
      } else {
        ctx.write(message, promise);
      }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      held.forEach(write -> ((ByteBuf) write.message).release());
      held.clear();
    }
  }
}
