package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events on a stream's clock, and who gets them. */
class TimedEventTest {
  private static final StreamId ID = StreamId.of("demo");

  private final List<TimedEvent> observed = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();
  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate(),
          List.of(stream -> new Recorder()));
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Publication publication = hub.publish(ID, new TestPublisher(), channel.eventLoop());
  private final LiveStream stream = hub.find(ID).orElseThrow();

  TimedEventTest() {
    publication.offer(TagType.VIDEO, 0, TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    video(0, TestMedia.keyFrame(1, 0));
    video(40, TestMedia.frame(2, 0));
  }

  @AfterEach
  void end() {
    publication.end();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void standsAtTheStreamsNewestTimeAndReachesViewersAtOnce() {
    TestViewer viewer = watch();
    viewer.forget();

    TimedEvent event = stream.post("pin-1", "product.pinned", 5_000, "{\"sku\":7}").join();

    assertThat(event)
        .isEqualTo(new TimedEvent("pin-1", "product.pinned", 40, 5_000, "{\"sku\":7}"));
    assertThat(observed).containsExactly(event);
    assertThat(viewer.received()).containsExactly("script");
    assertThat(scripts)
        .singleElement()
        .asString()
        .startsWith("\2\0\12onTextData\3")
        .contains("\0\2id\2\0\5pin-1", "product.pinned", "{\"sku\":7}")
        .endsWith("\0\0\11");
  }

  @Test
  void reachesLateJoinersWhileInForce() {
    TimedEvent _ = stream.post("pin-1", "product.pinned", 5_000, "null").join();
    video(2_000, TestMedia.keyFrame(3, 0));

    assertThat(watch().received())
        .containsExactly("header 1", "video config", "script", "key 3 @2000");
  }

  @Test
  void reachesNoLateJoinerWhenItsTimeIsOver() {
    TimedEvent _ = stream.post("pin-1", "product.pinned", 500, "null").join();
    TimedEvent _ = stream.post("bell", "moment", 0, "null").join();
    video(2_000, TestMedia.keyFrame(3, 0));

    assertThat(watch().received()).containsExactly("header 1", "video config", "key 3 @2000");
  }

  @Test
  void replacesTheEventOfTheSameId() {
    TimedEvent _ = stream.post("pin", "product.pinned", 5_000, "1").join();
    TimedEvent _ = stream.post("pin", "product.pinned", 5_000, "2").join();
    video(2_000, TestMedia.keyFrame(3, 0));

    assertThat(watch().received())
        .containsExactly("header 1", "video config", "script", "key 3 @2000");
  }

  @Test
  void canBeEndedEarly() {
    TimedEvent _ = stream.post("pin", "product.pinned", 60_000, "1").join();
    video(1_000, TestMedia.frame(3, 0));

    assertThat(stream.endEvent("pin").join())
        .contains(new TimedEvent("pin", "product.pinned", 40, 960, "1"));
    assertThat(stream.endEvent("pin").join()).isEmpty();
    video(2_000, TestMedia.keyFrame(4, 0));
    assertThat(watch().received()).doesNotContain("script");
  }

  @Test
  void boundsHowManyAreInForce() {
    for (int i = 0; i < ActiveEvents.MAX_ACTIVE; i++) {
      TimedEvent _ = stream.post("e" + i, "poll", 1_000, "1").join();
    }

    assertThat(stream.post("one-more", "poll", 1_000, "1")).isCompletedExceptionally();
    assertThat(stream.post("e3", "poll", 1_000, "2")).isCompleted();
    video(1_100, TestMedia.frame(3, 0));
    assertThat(stream.post("one-more", "poll", 1_000, "1")).isCompleted();
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

  private final class Recorder implements StreamObserver {
    @Override
    public void onTag(FlvTag tag) {
      if (tag.type() == TagType.SCRIPT) {
        scripts.add(
            tag.buffer()
                .toString(tag.payloadIndex(), tag.payloadLength(), StandardCharsets.ISO_8859_1));
      }
    }

    @Override
    public void onEvent(TimedEvent event) {
      observed.add(event);
    }

    @Override
    public void onDiscontinuity() {}

    @Override
    public void onTakeover() {}

    @Override
    public void onEnd() {}
  }
}
