package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private static final StreamId ID = StreamId.of("demo");
  private static final long LONG = TimeUnit.MINUTES.toMillis(10);

  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate(),
          List.of(stream ->
              new StreamObserver() {
                @Override
                public void onTag(FlvTag tag) {
                  throw new IllegalStateException("an observer that cannot bear it");
                }

                @Override
                public void onDiscontinuity() {}

                @Override
                public void onTakeover() {}

                @Override
                public void onEnd() {}
              }));
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void tellsThoseWhoWaitThatAStreamIsLive() {
    CompletableFuture<LiveStream> first = hub.awaitLive(ID, LONG);
    CompletableFuture<LiveStream> second = hub.awaitLive(ID, LONG);
    assertThat(first).isNotDone();

    Publication publication = hub.publish(ID, new TestPublisher(), channel.eventLoop());
    assertThat(first).isCompletedWithValueMatching(stream -> stream.id().equals(ID));
    assertThat(second).isCompleted();
    assertThat(hub.awaitLive(ID, LONG)).isCompleted();
    publication.end();
  }

  @Test
  void forgetsNamesThatNobodyWaitsForAnyMore() {
    CompletableFuture<LiveStream> first = hub.awaitLive(ID, LONG);
    CompletableFuture<LiveStream> second = hub.awaitLive(ID, LONG);
    first.cancel(false);
    assertThat(hub.awaitedNames()).isOne();
    second.cancel(false);
    assertThat(hub.awaitedNames()).isZero();
  }

  @Test
  void closesPublishersThatComeWhileItStops() {
    hub.shutdown();
    TestPublisher late = new TestPublisher();
    Publication publication = hub.publish(ID, late, channel.eventLoop());

    assertThat(late.closed).containsExactly(PublisherConnection.CloseReason.SHUTDOWN);
    publication.end();
  }

  @Test
  void keepsAStreamAliveWhenAnObserverFails() {
    Publication publication = hub.publish(ID, new TestPublisher(), channel.eventLoop());
    TestViewer viewer = new TestViewer(channel);
    hub.find(ID).orElseThrow().subscribe(viewer.viewer);
    publication.offer(TagType.VIDEO, 0, TestMedia.keyFrame(0, 0));
    publication.flush();

    assertThat(viewer.received()).containsExactly("header 1", "key 0 @0");
    publication.end();
    assertThat(viewer.received()).containsExactly("end");
  }
}
