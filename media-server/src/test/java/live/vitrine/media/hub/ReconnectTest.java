package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a stream whose publisher is gone without having stopped. */
class ReconnectTest {
  private static final StreamId ID = StreamId.of("demo");
  private static final int GRACE_SECONDS = 30;

  private final List<String> observed = new ArrayList<>();
  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate().withReconnectGrace(Duration.ofSeconds(GRACE_SECONDS)),
          List.of(stream -> new Recorder()));
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private Publication publication;
  private final LiveStream stream;

  ReconnectTest() {
    channel.freezeTime();
    publication = publish();
    stream = hub.find(ID).orElseThrow();
    configure(TestMedia.VIDEO_CONFIGURATION);
    video(1_000, TestMedia.keyFrame(1, 0));
    video(1_040, TestMedia.frame(2, 0));
  }

  @AfterEach
  void end() {
    publication.end();
    hub.endReconnecting(stream);
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void keepsTheStreamAndItsViewersForTheGraceTime() {
    TestViewer viewer = watch();
    viewer.forget();

    publication.lost();

    assertThat(stream.state()).isEqualTo(StreamState.RECONNECTING);
    assertThat(hub.find(ID)).contains(stream);
    assertThat(observed).containsExactly("reconnecting");
    assertThat(viewer.received()).containsExactly("script");
    advance(GRACE_SECONDS - 1);
    assertThat(stream.state()).isEqualTo(StreamState.RECONNECTING);
    assertThat(viewer.received()).doesNotContain("end");

    advance(1);

    assertThat(stream.state()).isEqualTo(StreamState.ENDED);
    assertThat(hub.find(ID)).isEmpty();
    assertThat(observed).containsExactly("reconnecting", "end");
    assertThat(viewer.received()).endsWith("end");
  }

  @Test
  void sendsSignsOfLifeOftenerThanProxiesLosePatience() {
    TestViewer viewer = watch();
    publication.lost();
    viewer.forget();

    for (int i = 0; i < 3; i++) {
      advance(GraceTime.SIGN_OF_LIFE_SECONDS);
      assertThat(viewer.received()).containsExactly("script");
    }
    assertThat(GraceTime.SIGN_OF_LIFE_SECONDS).isLessThan(10);
  }

  @Test
  void goesOnWithoutAJumpWhenThePublisherIsBack() {
    TestViewer viewer = watch();
    publication.lost();
    advance(20);
    viewer.forget();

    publication = publish();
    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    configure(TestMedia.VIDEO_CONFIGURATION);
    video(7_000_000, TestMedia.keyFrame(3, 0));
    advance(GRACE_SECONDS);

    assertThat(viewer.received())
        .containsExactly("script", "key 3 @" + (40 + Timeline.JOIN_MILLIS));
    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    assertThat(observed).containsExactly("reconnecting", "takeover");
  }

  @Test
  void sendsNewConfigurationOnce() {
    TestViewer viewer = watch();
    publication.lost();
    viewer.forget();

    publication = publish();
    configure(TestMedia.OTHER_VIDEO_CONFIGURATION);
    configure(TestMedia.OTHER_VIDEO_CONFIGURATION);
    video(0, TestMedia.keyFrame(3, 0));

    assertThat(viewer.received())
        .containsExactly("script", "video config", "key 3 @" + (40 + Timeline.JOIN_MILLIS));
  }

  @Test
  void givesThoseWhoJoinMeanwhileTheLastPictures() {
    publication.lost();

    assertThat(watch().received())
        .containsExactly(
            "header 5", "video config", "audio config", "key 1 @0", "video 2 @40", "script");
  }

  @Test
  void endsAtOnceWhenThePublisherStopsProperly() {
    TestViewer viewer = watch();
    publication.end();

    assertThat(stream.state()).isEqualTo(StreamState.ENDED);
    assertThat(viewer.received()).endsWith("end");
  }

  @Test
  void endsAtOnceWhenAnOperatorSaysSo() {
    publication.lost();
    stream.kick();

    assertThat(stream.state()).isEqualTo(StreamState.ENDED);
    assertThat(hub.find(ID)).isEmpty();
  }

  @Test
  void endsAtOnceWhenTheServerStops() {
    publication.lost();
    hub.shutdown();

    assertThat(stream.state()).isEqualTo(StreamState.ENDED);
  }

  @Test
  void forgetsALostPublisherThatWasReplaced() {
    Publication first = publication;
    publication = publish();
    first.lost();

    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    assertThat(observed).containsExactly("takeover");
  }

  @Test
  void waitsAlsoWhenTheOneWhoTookOverIsLostBeforeItCouldBegin() throws Exception {
    DefaultEventLoop owner = new DefaultEventLoop();
    try {
      StreamId id = StreamId.of("other");
      Publication first = hub.publish(id, new TestPublisher(), owner);
      LiveStream other = hub.find(id).orElseThrow();
      CountDownLatch busy = new CountDownLatch(1);
      owner.execute(() -> awaitQuietly(busy));

      Publication second = hub.publish(id, new TestPublisher(), owner);
      second.lost();
      first.end();
      busy.countDown();
      owner.submit(() -> {}).get(10, TimeUnit.SECONDS);

      assertThat(other.state()).isEqualTo(StreamState.RECONNECTING);
      hub.endReconnecting(other);
      owner.submit(() -> {}).get(10, TimeUnit.SECONDS);
      assertThat(other.state()).isEqualTo(StreamState.ENDED);
    } finally {
      owner.shutdownGracefully(0, 0, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void survivesFiveLossesInARow() {
    TestViewer viewer = watch();
    for (int i = 0; i < 5; i++) {
      publication.lost();
      advance(3);
      publication = publish();
      configure(TestMedia.VIDEO_CONFIGURATION);
      video(i * 90_000L, TestMedia.keyFrame(10 + i, 0));
    }

    assertThat(viewer.received())
        .filteredOn(event -> event.startsWith("key"))
        .containsExactly(
            "key 1 @0", "key 10 @80", "key 11 @120", "key 12 @160", "key 13 @200", "key 14 @240");
  }

  private Publication publish() {
    return hub.publish(ID, new TestPublisher(), channel.eventLoop());
  }

  private void configure(String video) {
    publication.offer(TagType.VIDEO, 0, TestMedia.payload(video));
    publication.offer(TagType.AUDIO, 0, TestMedia.payload(TestMedia.AUDIO_CONFIGURATION));
  }

  private void video(long timestamp, ByteBuf payload) {
    publication.offer(TagType.VIDEO, timestamp, payload);
    publication.flush();
  }

  private TestViewer watch() {
    TestViewer viewer = new TestViewer(channel);
    stream.subscribe(viewer.viewer);
    channel.runPendingTasks();
    return viewer;
  }

  private void advance(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private final class Recorder implements StreamObserver {
    @Override
    public void onTag(FlvTag tag) {}

    @Override
    public void onDiscontinuity() {
      observed.add("discontinuity");
    }

    @Override
    public void onTakeover() {
      observed.add("takeover");
    }

    @Override
    public void onReconnecting() {
      observed.add("reconnecting");
    }

    @Override
    public void onEnd() {
      observed.add("end");
    }
  }
}
