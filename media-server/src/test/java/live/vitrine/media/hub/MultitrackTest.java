package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A publisher with several pictures and sounds, and who gets which. */
class MultitrackTest {
  private static final StreamId ID = StreamId.of("demo");
  private static final String AVC1 = "61766331";
  private static final String SECOND_CONFIGURATION = "9600" + AVC1 + "01014d401fffe10000";

  private final List<String> observed = new ArrayList<>();
  private final List<String> times = new ArrayList<>();
  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate(),
          List.of(stream -> new Recorder()));
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Publication publication = hub.publish(ID, new TestPublisher(), channel.eventLoop());
  private final LiveStream stream = hub.find(ID).orElseThrow();

  MultitrackTest() {
    channel.freezeTime();
    offer(TagType.VIDEO, 0, TestMedia.VIDEO_CONFIGURATION);
    offer(TagType.VIDEO, 0, SECOND_CONFIGURATION);
    offer(TagType.AUDIO, 0, TestMedia.AUDIO_CONFIGURATION);
  }

  @AfterEach
  void end() {
    publication.end();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void sendsTheMainTracksToThoseWhoAskForNothingElse() {
    TestViewer viewer = watch(TrackSelection.MAIN);
    frames(0, 1);

    assertThat(viewer.received())
        .containsExactly("header 5", "video config", "audio config", "key 1 @0", "audio 1 @0");
  }

  @Test
  void sendsTheSecondPictureWithTheMainSound() {
    TestViewer viewer = watch(new TrackSelection(1, 0));
    frames(0, 1);

    // Read as the bytes behind the four-character code: of the configuration, and of the frame.
    assertThat(viewer.received())
        .containsExactly(
            "header 5",
            "video %d @0".formatted(0x014d401f),
            "audio config",
            "video 0 @0",
            "audio 1 @0");
  }

  @Test
  void startsALateViewerOfTheSecondPictureAtItsOwnKeyFrame() {
    frames(0, 1);
    frames(40, 2);

    assertThat(watch(new TrackSelection(1, 0)).received()).hasSize(5);
  }

  @Test
  void sendsSoundAloneToThoseWhoWantNoPicture() {
    TestViewer viewer = watch(new TrackSelection(TrackSelection.NONE, 0));
    frames(0, 1);

    assertThat(viewer.received())
        .allSatisfy(event -> assertThat(event).doesNotContain("key", "video"))
        .contains("audio 1 @0");
  }

  @Test
  void knowsWhichTracksThereAre() {
    frames(0, 1);

    assertThat(stream.videoTracks()).containsExactly(0, 1);
    assertThat(stream.audioTracks()).containsExactly(0);
    assertThat(stream.has(new TrackSelection(2, 0))).isFalse();
    assertThat(stream.has(new TrackSelection(1, TrackSelection.NONE))).isTrue();
  }

  @Test
  void showsObserversEveryTrackAsIfItStoodAlone() {
    frames(0, 1);

    assertThat(observed)
        .containsExactly(
            "VIDEO 0: 17",
            "VIDEO 1: 90",
            "AUDIO 0: af",
            "VIDEO 0: 17",
            "VIDEO 1: 91",
            "AUDIO 0: af");
  }

  @Test
  void showsFiguresOfTheMainTracks() {
    frames(0, 1);
    frames(2_000, 2);

    StreamFigures figures = stream.figures().join();
    assertThat(figures.keyFrameIntervalMillis()).isEqualTo(2_000);
    assertThat(figures.videoFrames()).isEqualTo(2);
  }

  @Test
  void keepsTimesOfTracksApart() {
    frames(0, 1);
    offer(TagType.VIDEO, 80, "2701000000" + "00000002");
    // The second picture is a frame behind the first, and stays where it belongs.
    offer(TagType.VIDEO, 40, "a601" + AVC1 + "01" + "000000" + "00000002");
    publication.flush();

    assertThat(times).containsSubsequence("0 @80", "1 @40");
  }

  @Test
  void countsWhatCannotBeReadAndGoesOn() {
    offer(TagType.VIDEO, 0, "96");
    offer(TagType.VIDEO, 0, "9600" + AVC1 + "10" + "01");
    frames(0, 1);

    assertThat(hub.counters().messagesDamaged().sum()).isEqualTo(2);
    assertThat(watch(TrackSelection.MAIN).received()).contains("key 1 @0");
  }

  private void frames(long timestamp, int number) {
    offer(TagType.VIDEO, timestamp, "1701000000%08x".formatted(number));
    offer(TagType.VIDEO, timestamp, "9601" + AVC1 + "01" + "000000%08x".formatted(number));
    offer(TagType.AUDIO, timestamp, "af01%08x".formatted(number));
    publication.flush();
    // What sound there is without a picture waits a little for one.
    channel.advanceTimeBy(RunAssembler.MAX_AUDIO_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    publication.flush();
    channel.runPendingTasks();
  }

  private void offer(TagType type, long timestamp, String payload) {
    publication.offer(type, timestamp, TestMedia.payload(payload));
  }

  private TestViewer watch(TrackSelection selection) {
    TestViewer viewer = new TestViewer(channel);
    assertThat(stream.subscribe(viewer.viewer, selection)).isTrue();
    channel.runPendingTasks();
    return viewer;
  }

  private final class Recorder implements StreamObserver {
    @Override
    public void onTag(FlvTag tag) {
      observed.add(
          "%s %d: %02x"
              .formatted(
                  tag.type(), tag.track(), tag.buffer().getUnsignedByte(tag.payloadIndex())));
      times.add("%d @%d".formatted(tag.track(), tag.timestamp()));
    }

    @Override
    public void onDiscontinuity() {}

    @Override
    public void onTakeover() {}

    @Override
    public void onEnd() {}
  }
}
