package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.rtmp.message.WindowAcknowledgementSize;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.RtmpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtmpConnectionTest {
  private static final byte[] VIDEO_CONFIGURATION = HexBytes.bytes("17 00000000 014d401f ffe10000");
  private static final byte[] KEY_FRAME = HexBytes.bytes("17 01000000 00000001 65");
  private static final byte[] FRAME = HexBytes.bytes("27 01000000 00000001 41");

  /** Lets in whoever presents {@code key-NAME}. */
  private static final PublishAuthorizer AUTHORIZER =
      new PublishAuthorizer() {
        @Override
        public CompletionStage<Verdict> authorize(PublishRequest request) {
          String presented = request.presented();
          return CompletableFuture.completedStage(
              presented.startsWith("key-")
                  ? new Verdict.Granted(StreamId.of(presented.substring(4)))
                  : new Verdict.Refused("Refused: no such key."));
        }

        @Override
        public String masked(String presented) {
          return "***";
        }
      };

  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final RtmpCounters counters = new RtmpCounters();
  private final List<EmbeddedConnection> opened = new ArrayList<>();

  private EmbeddedConnection open() {
    EmbeddedConnection connection = new EmbeddedConnection(hub, AUTHORIZER, counters);
    opened.add(connection);
    return connection;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(EmbeddedConnection::close);
    assertThat(hub.streams()).isEmpty();
    assertThat(counters.connections()).isZero();
    hub.release();
  }

  private Optional<LiveStream> stream(String name) {
    return hub.find(StreamId.of(name));
  }

  @Test
  void answersFromConnectToPublish() {
    EmbeddedConnection client = open().shakeHands();

    client.send(client.peer.connect("live"));
    assertThat(client.take())
        .containsExactly(
            "window 2500000", "bandwidth 2500000", "_result 1 NetConnection.Connect.Success");
    client.send(client.peer.call(0, "createStream", 2));
    client.send(client.peer.call(1, "publish", 3, "key-show", "live"));
    assertThat(client.take())
        .containsExactly("_result 2 1", "begin 1", "onStatus@1 NetStream.Publish.Start");
    assertThat(stream("show")).isPresent();

    client.send(client.peer.call(0, "FCUnpublish", 4, "key-show"));
    assertThat(client.take())
        .containsExactly(
            "onFCUnpublish NetStream.Unpublish.Success",
            "_result 4",
            "onStatus@1 NetStream.Unpublish.Success");
    assertThat(stream("show")).isEmpty();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void understandsWhateverWayTheBytesAreSplit() {
    EmbeddedConnection client = open();
    byte[] opening = client.peer.opening();
    for (byte single : opening) {
      client.send(new byte[] {single});
    }
    for (byte single : client.peer.connect("live")) {
      client.send(new byte[] {single});
    }

    assertThat(client.take()).contains("_result 1 NetConnection.Connect.Success");
  }

  @Test
  void refusesAWrongKeyWithAReasonAndCloses() {
    EmbeddedConnection client = open().connect();

    client.send(client.peer.call(1, "publish", 3, "guess"));

    List<RtmpMessage> answers = client.peer.takeReceived();
    assertThat(RtmpPeer.codes(answers)).containsExactly("NetStream.Publish.BadName");
    assertThat(answers.toString()).contains("Refused: no such key.");
    assertThat(client.isOpen()).isFalse();
    assertThat(counters.closed(CloseCause.PUBLISH_REFUSED)).isOne();
  }

  @Test
  void closesAHandshakeThatTakesTooLongWhateverDripsIn() {
    EmbeddedConnection client = open();
    byte[] opening = client.peer.opening();
    for (int i = 0; i < 9; i++) {
      client.send(Arrays.copyOfRange(opening, i, i + 1));
      client.pass(1_000);
    }
    client.pass(900);
    assertThat(client.isOpen()).isTrue();

    client.pass(200);
    assertThat(client.isOpen()).isFalse();
    assertThat(counters.closed(CloseCause.HANDSHAKE_TOO_SLOW)).isOne();
  }

  @Test
  void closesAClientThatAsksForNothing() {
    EmbeddedConnection client = open().connect();
    client.pass(29_900);
    client.send(client.peer.call(0, "_checkbw", 0));
    assertThat(client.isOpen()).isTrue();

    client.pass(200);
    assertThat(client.isOpen()).isFalse();
    assertThat(counters.closed(CloseCause.NOTHING_ASKED_FOR)).isOne();
  }

  @Test
  void closesASilentPublisherAndFreesItsName() {
    EmbeddedConnection client = open().publish("key-show");
    client.pass(9_900);
    client.send(client.peer.video(0, KEY_FRAME));
    client.pass(9_900);
    assertThat(client.isOpen()).isTrue();
    assertThat(stream("show")).isPresent();

    client.pass(200);
    assertThat(client.isOpen()).isFalse();
    assertThat(stream("show")).isEmpty();
    assertThat(counters.closed(CloseCause.NO_MEDIA)).isOne();
  }

  @Test
  void waitsForAnotherRequestAfterAPublication() {
    EmbeddedConnection client = open().publish("key-show");
    client.send(client.peer.call(0, "deleteStream", 0));
    client.pass(29_900);
    assertThat(client.isOpen()).isTrue();

    client.send(client.peer.call(1, "publish", 5, "key-encore"));
    assertThat(stream("encore")).isPresent();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void letsANewPublisherTakeOverAndTellsTheOld() {
    EmbeddedConnection first = open().publish("key-show");
    first.take();
    EmbeddedConnection second = open().publish("key-show");

    assertThat(first.take()).containsExactly("onStatus@1 NetStream.Publish.BadName");
    assertThat(first.isOpen()).isFalse();
    assertThat(counters.closed(CloseCause.REPLACED)).isOne();
    assertThat(second.take()).contains("onStatus@1 NetStream.Publish.Start");
    assertThat(second.isOpen()).isTrue();
    assertThat(stream("show")).isPresent();
  }

  @Test
  void doesNotCloseAConnectionForWhatItPublishedBefore() {
    EmbeddedConnection first = open().publish("key-show");
    // The order to close waits on the first one's event loop while its client moves on.
    EmbeddedConnection second = new EmbeddedConnection(hub, AUTHORIZER, counters);
    opened.add(second);
    second.publish("key-show");
    first.channel.writeInbound(Unpooled.copiedBuffer(first.peer.call(0, "deleteStream", 0)));

    assertThat(stream("show")).isPresent();
    assertThat(second.isOpen()).isTrue();
  }

  @Test
  void playsALiveStream() {
    EmbeddedConnection publisher = open().publish("key-show");
    publisher.send(publisher.peer.video(0, VIDEO_CONFIGURATION));
    publisher.send(publisher.peer.video(0, KEY_FRAME));
    EmbeddedConnection player = open().connect();

    player.send(player.peer.call(1, "play", 3, "show"));
    assertThat(player.take())
        .containsExactly(
            "begin 1", "onStatus@1 NetStream.Play.Reset", "onStatus@1 NetStream.Play.Start");
    publisher.send(publisher.peer.video(40, FRAME));
    player.deliver();
    assertThat(player.peer.mediaMessages()).isEqualTo(3);

    player.pass(600_000);
    assertThat(player.isOpen()).isTrue();
    publisher.send(publisher.peer.call(0, "FCUnpublish", 5, "key-show"));
    assertThat(player.take())
        .containsExactly(
            "eof 1", "onStatus@1 NetStream.Play.UnpublishNotify", "onStatus@1 NetStream.Play.Stop");
    assertThat(player.isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"nobody", "../show", "''"})
  void refusesToPlayWhatIsNotLive(String name) {
    EmbeddedConnection player = open().connect();

    player.send(player.peer.call(1, "play", 3, name));

    assertThat(player.take()).containsExactly("onStatus@1 NetStream.Play.StreamNotFound");
    assertThat(player.isOpen()).isFalse();
    assertThat(counters.closed(CloseCause.NOT_LIVE)).isOne();
  }

  @Test
  void dropsMediaThatNobodyAskedFor() {
    EmbeddedConnection client = open().connect();

    client.send(client.peer.video(0, KEY_FRAME));

    assertThat(client.isOpen()).isTrue();
    assertThat(hub.streams()).isEmpty();
  }

  @Test
  void answersPingsAndAcknowledgesBytes() {
    EmbeddedConnection client = open().connect();
    client.send(client.peer.encode(new UserControl.PingRequest(77)));
    assertThat(client.peer.takeReceived()).containsExactly(new UserControl.PingResponse(77));

    client.send(client.peer.encode(new WindowAcknowledgementSize(3_500)));
    assertThat(client.take()).isEmpty();
    client.send(client.peer.call(0, "_checkbw", 0, "x".repeat(500)));
    assertThat(client.take()).hasSize(1).first().asString().startsWith("Acknowledgement");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_RTMP, 47",
    "NOT_RTMP, 16 0301",
    "NOT_RTMP, 00",
  })
  void closesWhatIsNotRtmpAtItsFirstByte(CloseCause cause, String notation) {
    EmbeddedConnection client = open();

    client.send(HexBytes.bytes(notation));

    assertThat(client.isOpen()).isFalse();
    assertThat(counters.closed(cause)).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    // type 3 on a chunk stream never seen; chunk size 0; chunk size 2^31; 16 MiB announced
    "BAD_CHUNK, c7",
    "BAD_CHUNK, 02 000000 000004 01 00000000 00000000",
    "BAD_CHUNK, 02 000000 000004 01 00000000 80000000",
    "BAD_CHUNK, 03 000000 ffffff 14 00000000 02",
    // a command that is no AMF, without transaction, of nothing
    "BAD_MESSAGE, 03 000000 000001 14 00000000 7f",
    "BAD_MESSAGE, 03 000000 000005 14 00000000 02 0002 'on'",
    "BAD_MESSAGE, 03 000000 000000 14 00000000",
  })
  void closesAtTheFirstViolation(CloseCause cause, String notation) {
    EmbeddedConnection client = open().shakeHands();

    client.send(HexBytes.bytes(notation));

    assertThat(client.isOpen()).isFalse();
    assertThat(counters.closed(cause)).isOne();
  }
}
