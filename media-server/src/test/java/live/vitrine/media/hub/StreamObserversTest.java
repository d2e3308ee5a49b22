package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream goes on for its viewers and for other observers when one observer fails. */
class StreamObserversTest {
  private static final StreamId ID = StreamId.of("demo");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<String> told = new ArrayList<>();
  private final List<String> toldOther = new ArrayList<>();
  private String failsAt = "";
  private final Hub hub =
      new Hub(
          Clock.systemUTC(),
          PooledByteBufAllocator.DEFAULT,
          HubSettings.immediate().withReconnectGrace(Duration.ofSeconds(30)),
          List.of(stream -> new Failing(told, true), stream -> new Failing(toldOther, false)));

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
    hub.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "tag", "reconnecting", "takeover", "end"})
  void letsOthersGoOn(String callback) {
    failsAt = callback;
    Publication first = publish();
    LiveStream stream = hub.find(ID).orElseThrow();
    TestViewer viewer = new TestViewer(channel);
    stream.subscribe(viewer.viewer);
    sendKeyFrame(first, 0);
    first.lost();
    Publication second = publish();
    sendKeyFrame(second, 40);
    second.end();
    channel.runPendingTasks();

    assertThat(toldOther)
        .containsSubsequence("begin", "tag", "reconnecting", "takeover", "tag", "end");
    List<String> received = viewer.received();
    assertThat(received).contains("key 1 @0").endsWith("end");
    assertThat(received).filteredOn(event -> event.startsWith("key")).hasSize(2);
  }

  @Test
  void tellsOneThatFailsOnlyThatTheStreamIsOver() {
    failsAt = "tag";
    Publication publication = publish();
    sendKeyFrame(publication, 0);
    sendKeyFrame(publication, 40);
    publication.end();

    assertThat(told).containsExactly("begin", "tag", "end");
  }

  private Publication publish() {
    Publication publication = hub.publish(ID, new TestPublisher(), channel.eventLoop());
    publication.offer(TagType.VIDEO, 0, TestMedia.payload(TestMedia.VIDEO_CONFIGURATION));
    return publication;
  }

  private static void sendKeyFrame(Publication publication, long timestamp) {
    publication.offer(TagType.VIDEO, timestamp, TestMedia.keyFrame(1, 0));
    publication.flush();
  }

  /** The first of the two fails where it is told to. */
  private final class Failing implements StreamObserver {
    private final List<String> calls;
    private final boolean fails;

    Failing(List<String> calls, boolean fails) {
      this.calls = calls;
      this.fails = fails;
      call("begin");
    }

    private void call(String name) {
      calls.add(name);
      if (fails && name.equals(failsAt)) {
        throw new IllegalStateException("as the test wants it");
      }
    }

    @Override
    public void onTag(FlvTag tag) {
      call("tag");
    }

    @Override
    public void onDiscontinuity() {
      call("discontinuity");
    }

    @Override
    public void onTakeover() {
      call("takeover");
    }

    @Override
    public void onReconnecting() {
      call("reconnecting");
    }

    @Override
    public void onEnd() {
      call("end");
    }
  }
}
