package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private static final StreamId ID = StreamId.of("demo");

  private final List<String> observed = new ArrayList<>();
  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate(),
          List.of(stream -> new Recorder()));
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final TestPublisher publisher = new TestPublisher();
  private final Publication publication = hub.publish(ID, publisher, channel.eventLoop());
  private final LiveStream stream = hub.find(ID).orElseThrow();

  @AfterEach
  void end() {
    publication.end();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void givesALateViewerConfigurationAndTheNewestGroupOfPicturesAtOnce() {
    configure();
    video(0, TestMedia.keyFrame(0, 0));
    video(40, TestMedia.frame(1, 0));
    video(80, TestMedia.keyFrame(2, 0));
    audio(90, 7);
    video(120, TestMedia.frame(3, 0));

    assertThat(watch().received())
        .containsExactly(
            "header 5", "video config", "audio config", "key 2 @80", "audio 7 @90", "video 3 @120");
  }

  @Test
  void sendsNothingBeforeTheFirstKeyFrame() {
    configure();
    TestViewer viewer = watch();
    video(0, TestMedia.frame(0, 0));
    audio(10, 1);
    assertThat(viewer.received()).isEmpty();

    video(40, TestMedia.keyFrame(1, 0));
    assertThat(viewer.received())
        .containsExactly("header 5", "video config", "audio config", "key 1 @40");
  }

  @Test
  void closesItsPublisherAtAKeyFrameThatNobodyGets() {
    configure();
    video(0, TestMedia.keyFrame(0, 0));
    TestViewer viewer = watch();
    stream.closeAtKeyFrame(PublisherConnection.CloseReason.DRAINED);
    video(40, TestMedia.frame(1, 0));
    assertThat(publisher.closed).isEmpty();

    video(80, TestMedia.keyFrame(2, 0));
    assertThat(publisher.closed).containsExactly(PublisherConnection.CloseReason.DRAINED);
    assertThat(viewer.received()).endsWith("video 1 @40");
  }

  @Test
  void goesOnWhenTheCloseIsTakenBack() {
    configure();
    video(0, TestMedia.keyFrame(0, 0));
    TestViewer viewer = watch();
    stream.closeAtKeyFrame(PublisherConnection.CloseReason.DRAINED);
    stream.goOn();
    video(40, TestMedia.keyFrame(1, 0));

    assertThat(publisher.closed).isEmpty();
    assertThat(viewer.received()).endsWith("key 1 @40");
  }

  @Test
  void letsSoundRideWithTheNextPicture() {
    configure();
    video(0, TestMedia.keyFrame(0, 0));
    TestViewer viewer = watch();
    viewer.forget();

    audio(20, 1);
    assertThat(viewer.received()).isEmpty();
    video(40, TestMedia.frame(1, 0));
    assertThat(viewer.received()).containsExactly("audio 1 @20", "video 1 @40");
  }

  @Test
  void sendsChangedConfigurationOnceAndUnchangedNever() {
    configure();
    video(0, TestMedia.keyFrame(0, 0));
    TestViewer early = watch();
    early.forget();

    video(40, TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    assertThat(early.received()).isEmpty();
    video(40, TestMedia.payload(TestMedia.OTHER_VIDEO_CONFIGURATION));
    assertThat(early.received()).containsExactly("video config");
    video(80, TestMedia.keyFrame(1, 0));
    assertThat(early.received()).containsExactly("key 1 @80");

    assertThat(watch().received())
        .containsExactly("header 5", "video config", "audio config", "key 1 @80");
  }

  @Test
  void startsWithoutPictureWhenThereIsNone() {
    audio(0, TestMedia.payload(TestMedia.AUDIO_CONFIGURATION));
    TestViewer viewer = watch();
    for (int i = 0; i <= 50; i++) {
      audio(i * 25L, i);
    }
    publication.end();

    assertThat(viewer.received())
        .startsWith("header 4", "audio config", "audio 40 @1000")
        .endsWith("audio 50 @1250", "end");
  }

  @Test
  void joinsAReplacingPublisherAtItsFirstKeyFrame() {
    configure();
    video(5_000, TestMedia.keyFrame(0, 0));
    TestViewer viewer = watch();
    viewer.forget();

    Publication second = hub.publish(ID, new TestPublisher(), channel.eventLoop());
    assertThat(publisher.closed).containsExactly(PublisherConnection.CloseReason.REPLACED);
    video(5_040, TestMedia.frame(1, 0));
    second.offer(TagType.VIDEO, 0, TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    second.offer(TagType.VIDEO, 9_000, TestMedia.frame(7, 0));
    second.offer(TagType.VIDEO, 9_040, TestMedia.keyFrame(8, 0));
    second.flush();

    assertThat(viewer.received()).containsExactly("key 8 @80");
    // Players stumble over what is said again; observers have to know that it still holds.
    assertThat(observed).endsWith("takeover", "VIDEO", "VIDEO");
    // The one that was replaced has no say in the end of the stream.
    publication.end();
    assertThat(viewer.received()).isEmpty();
    second.end();
    assertThat(viewer.received()).containsExactly("end");
  }

  @Test
  void endsViewersThatStillWaitForAPicture() {
    TestViewer viewer = watch();
    publication.end();

    assertThat(viewer.received()).containsExactly("end");
    assertThat(hub.find(ID)).isEmpty();
    assertThat(stream.viewers(ViewerProtocol.HTTP_FLV)).isZero();
  }

  @Test
  void keepsNothingForLateViewersWhenNoKeyFrameComes() {
    configure();
    video(0, TestMedia.keyFrame(0, 0));
    for (int i = 1; i <= GopCache.MAX_TAGS; i++) {
      video(i, TestMedia.frame(i, 0));
    }
    TestViewer viewer = watch();
    assertThat(viewer.received()).isEmpty();

    video(GopCache.MAX_TAGS + 1, TestMedia.keyFrame(1, 0));
    assertThat(viewer.received())
        .startsWith("header 5", "video config", "audio config", "key 1 @2501");
  }

  @Test
  void givesSoundAloneWhenTheKeyFrameStaysAway() {
    configure();
    TestViewer viewer = watch();
    for (int i = 0; i <= 12; i++) {
      video(i * 1_000L, TestMedia.frame(i, 0));
      audio(i * 1_000L + 10, i);
      audio(i * 1_000L + 500, 100 + i);
      audio(i * 1_000L + 990, 200 + i);
    }

    assertThat(viewer.received())
        .startsWith("header 5", "video config", "audio config")
        .contains("audio 11 @11010")
        .noneMatch(event -> event.startsWith("video ") && !event.equals("video config"));
    video(13_000, TestMedia.keyFrame(13, 0));
    assertThat(viewer.received()).contains("key 13 @13000");
  }

  @Test
  void countsViewersByProtocol() {
    TestViewer viewer = watch();
    assertThat(stream.viewers(ViewerProtocol.HTTP_FLV)).isOne();
    viewer.viewer.leave();
    assertThat(stream.viewers(ViewerProtocol.HTTP_FLV)).isZero();
  }

  private void configure() {
    video(0, TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    audio(0, TestMedia.payload(TestMedia.AUDIO_CONFIGURATION));
  }

  private void video(long timestamp, ByteBuf payload) {
    publication.offer(TagType.VIDEO, timestamp, payload);
    publication.flush();
  }

  private void audio(long timestamp, int number) {
    audio(timestamp, TestMedia.audio(number));
  }

  private void audio(long timestamp, ByteBuf payload) {
    publication.offer(TagType.AUDIO, timestamp, payload);
    publication.flush();
  }

  private TestViewer watch() {
    TestViewer viewer = new TestViewer(channel);
    stream.subscribe(viewer.viewer);
    return viewer;
  }

  private final class Recorder implements StreamObserver {
    @Override
    public void onTag(FlvTag tag) {
      observed.add(tag.type().name());
    }

    @Override
    public void onDiscontinuity() {
      observed.add("discontinuity");
    }

    @Override
    public void onTakeover() {
      observed.add("takeover");
    }

    @Override
    public void onEnd() {
      observed.add("end");
    }
  }
}
