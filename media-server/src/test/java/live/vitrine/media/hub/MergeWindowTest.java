package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeWindowTest {
  private static final int WINDOW_MILLIS = 200;

  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate().withMergeWindow(Duration.ofMillis(WINDOW_MILLIS)),
          List.of());
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Publication publication =
      hub.publish(StreamId.of("demo"), new TestPublisher(), channel.eventLoop());
  private final LiveStream stream = hub.find(StreamId.of("demo")).orElseThrow();
  private final TestViewer early = new TestViewer(channel);

  @BeforeEach
  void begin() {
    channel.freezeTime();
    video(0, TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    video(0, TestMedia.keyFrame(0, 0));
    stream.subscribe(early.viewer);
    early.forget();
  }

  @AfterEach
  void end() {
    publication.end();
    channel.finishAndReleaseAll();
    hub.release();
  }

  private void video(long timestamp, ByteBuf payload) {
    publication.offer(TagType.VIDEO, timestamp, payload);
    publication.flush();
  }

  private void pass(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void sendsWhatComesWithinTheWindowAtItsEnd() {
    video(40, TestMedia.frame(1, 0));
    pass(100);
    video(80, TestMedia.frame(2, 0));
    pass(99);
    assertThat(early.received()).isEmpty();

    pass(1);
    assertThat(early.received()).containsExactly("video 1 @40", "video 2 @80");
  }

  @Test
  void givesAViewerWhoJoinsWithinTheWindowEveryPictureOnce() {
    video(40, TestMedia.frame(1, 0));
    pass(100);
    TestViewer late = new TestViewer(channel);
    stream.subscribe(late.viewer);
    video(80, TestMedia.frame(2, 0));
    pass(100);
    video(120, TestMedia.frame(3, 0));
    pass(200);

    // Both are on one channel here, so what both got is counted.
    List<String> received = late.received();
    assertThat(received).filteredOn("header 1"::equals).hasSize(1);
    assertThat(received).filteredOn("key 0 @0"::equals).hasSize(1);
    for (String picture : List.of("video 1 @40", "video 2 @80", "video 3 @120")) {
      assertThat(received).filteredOn(picture::equals).hasSize(2);
    }
  }

  @Test
  void holdsAJoinPointBackFromNewViewersUntilItIsSent() {
    video(40, TestMedia.keyFrame(1, 0));
    early.viewer.leave();
    TestViewer late = new TestViewer(channel);
    stream.subscribe(late.viewer);
    pass(200);
    video(80, TestMedia.frame(2, 0));
    pass(200);

    assertThat(late.received()).endsWith("key 1 @40", "video 2 @80");
  }
}
