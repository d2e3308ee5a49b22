package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.session.PublishAuthorizer.Verdict;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.RtmpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer to a request to publish comes later. */
class LatePublishTest {
  private static final byte[] CONFIGURATION = HexBytes.bytes("17 00000000 014d401f ffe10000");
  private static final byte[] KEY_FRAME = HexBytes.bytes("17 01000000 00000001 65");

  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final RtmpCounters counters = new RtmpCounters();
  private final CompletableFuture<Verdict> answer = new CompletableFuture<>();
  private final CompletableFuture<PublishRequest> asked = new CompletableFuture<>();

  private final EmbeddedConnection client =
      new EmbeddedConnection(
          hub,
          new PublishAuthorizer() {
            @Override
            public CompletionStage<Verdict> authorize(PublishRequest request) {
              asked.complete(request);
              return answer;
            }

            @Override
            public String masked(String presented) {
              return "***";
            }
          },
          counters);

  @AfterEach
  void close() {
    client.close();
    assertThat(hub.streams()).isEmpty();
    assertThat(counters.connections()).isZero();
    hub.release();
  }

  private void grant() {
    answer.complete(new Verdict.Granted(StreamId.of("show")));
  }

  @Test
  void saysNothingBeforeTheAnswer() {
    client.publish("secret");

    assertThat(client.take()).isEmpty();
    assertThat(hub.streams()).isEmpty();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void tellsWhoAsks() {
    client.publish("secret");

    PublishRequest request = asked.join();
    assertThat(request.presented()).isEqualTo("secret");
    assertThat(request.agent()).isNotEmpty();
    assertThat(request.serverUrl()).isEmpty();
    assertThat(request.secure()).isFalse();
    assertThat(request.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "rtmp://localhost/live, rtmp://localhost/live",
    "rtmps://[2001:db8::1]:443/live/?key=secret, rtmps://[2001:db8::1]:443/live",
    "rtmp://live.example, rtmp://live.example/live",
    "rtmp://user:secret@live.example/live, ''",
    "http://live.example/live, ''",
    "secret, ''"
  })
  void repeatsNothingOfTheServerUrlThatCouldBeSecret(String given, String expected) {
    AmfObject object = AmfObject.EMPTY.with("app", "live").with("tcUrl", given);
    Command connect = new Command(0, "connect", 1, object, List.of());

    List<SessionAction> actions =
        Session.next(new SessionState.Connecting(), new SessionEvent.Called(connect)).actions();

    assertThat(actions)
        .filteredOn(SessionAction.Introduce.class::isInstance)
        .extracting("serverUrl")
        .containsExactly(expected);
  }

  @Test
  void beginsWhenAnotherThreadAnswers() throws InterruptedException {
    client.publish("secret");

    Thread other = Thread.ofVirtual().start(this::grant);
    other.join();

    assertThat(client.take()).containsExactly("begin 1", "onStatus@1 NetStream.Publish.Start");
    assertThat(hub.find(StreamId.of("show"))).isPresent();
  }

  @Test
  void tellsThePublisherWhyItIsRefused() {
    client.publish("secret");

    answer.complete(new Verdict.Refused("The shop is closed."));

    client.deliver();
    List<RtmpMessage> answers = client.peer.takeReceived();
    assertThat(RtmpPeer.codes(answers)).containsExactly("NetStream.Publish.BadName");
    assertThat(answers.toString()).contains("The shop is closed.");
    assertThat(client.isOpen()).isFalse();
    assertThat(counters.closed(CloseCause.PUBLISH_REFUSED)).isOne();
  }

  @Test
  void refusesWhenTheAnswerIsAFailure() {
    client.publish("secret");

    answer.completeExceptionally(new IllegalStateException("as the test wants it"));

    assertThat(client.take()).containsExactly("onStatus@1 NetStream.Publish.BadName");
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void refusesWhenNoAnswerComesInTime() {
    client.publish("secret");

    client.pass(PublishAuthorizer.MAX_SECONDS * 1_000L - 1);
    assertThat(client.isOpen()).isTrue();
    client.pass(1);

    assertThat(client.take()).containsExactly("onStatus@1 NetStream.Publish.BadName");
    assertThat(client.isOpen()).isFalse();
    grant();
    client.deliver();
    assertThat(hub.streams()).isEmpty();
  }

  @Test
  void ignoresAnAnswerToWhoIsGone() {
    client.publish("secret");
    client.channel.close();

    grant();
    client.deliver();

    assertThat(hub.streams()).isEmpty();
  }

  @Test
  void ignoresAnAnswerToWhoGaveUp() {
    client.publish("secret");
    client.send(client.peer.call(0, "FCUnpublish", 4, "secret"));
    assertThat(client.take()).containsExactly("_result 4");

    grant();
    client.deliver();

    assertThat(hub.streams()).isEmpty();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void letsWhoGaveUpAskAgain() {
    client.publish("secret");
    client.send(client.peer.call(1, "closeStream", 0));

    client.send(client.peer.call(1, "publish", 5, "secret", "live"));
    grant();

    assertThat(client.take()).containsExactly("begin 1", "onStatus@1 NetStream.Publish.Start");
  }

  @Test
  void keepsWhatIsSentWithoutWaiting() {
    client.publish("secret");
    client.send(client.peer.video(0, CONFIGURATION));
    client.send(client.peer.video(0, KEY_FRAME));
    client.send(client.peer.call(0, "getStreamLength", 4, "secret"));
    assertThat(client.take()).isEmpty();

    grant();

    assertThat(client.take())
        .containsExactly("begin 1", "onStatus@1 NetStream.Publish.Start", "_result 4 0");
    var figures = hub.find(StreamId.of("show")).orElseThrow().figures();
    client.channel.runPendingTasks();
    assertThat(figures.join().bytesReceived()).isEqualTo(CONFIGURATION.length + KEY_FRAME.length);
  }

  @Test
  void stopsReadingWhoSendsTooMuchWithoutWaiting() {
    client.publish("secret");
    byte[] frame = new byte[10_000];
    frame[0] = 0x27;
    frame[1] = 1;
    for (int i = 0; i * frame.length <= HeldMessages.MOST_BYTES; i++) {
      client.send(client.peer.video(i, frame));
    }
    assertThat(client.channel.config().isAutoRead()).isFalse();

    grant();
    client.deliver();

    assertThat(client.channel.config().isAutoRead()).isTrue();
  }
}
