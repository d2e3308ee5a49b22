package live.vitrine.media.rtmp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.RtmpPeer;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client sends after a good handshake: it is served or closed for a reason that has a
 * name, nothing escapes, and nothing is left when it is gone.
 */
class RtmpConnectionFuzzTest {
  private static final byte[] CONFIGURATION = HexBytes.bytes("17 00000000 014d401f ffe10000");
  private static final byte[] KEY_FRAME = HexBytes.bytes("17 01000000 00000001 65");
  private static final byte[] METADATA =
      HexBytes.bytes(
          "04 000000 00002a 12 01000000 02 000d '@setDataFrame' 02 000a 'onMetaData'"
              + " 08 00000001 0000 000009");

  private static final PublishAuthorizer ANYBODY =
      new PublishAuthorizer() {
        @Override
        public CompletionStage<Verdict> authorize(PublishRequest request) {
          String presented = request.presented();
          return CompletableFuture.completedStage(
              StreamId.isValid(presented)
                  ? new Verdict.Granted(StreamId.of(presented))
                  : new Verdict.Refused("no"));
        }

        @Override
        public String masked(String presented) {
          return "***";
        }
      };

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

  static Stream<Arguments> seeds() {
    try (RtmpPeer peer = new RtmpPeer()) {
      byte[] publish =
          join(
              peer.connect("live"),
              peer.call(0, "releaseStream", 2, "a"),
              peer.call(0, "createStream", 3),
              peer.call(1, "publish", 4, "a", "live"),
              METADATA,
              peer.video(0, CONFIGURATION),
              peer.video(0, KEY_FRAME));
      byte[] play =
          join(
              peer.connect("live?x"),
              peer.call(0, "createStream", 2),
              peer.call(1, "play", 3, "demo"));
      return Stream.of(
              publish,
              join(publish, peer.call(0, "FCUnpublish", 5, "a"), peer.call(0, "deleteStream", 0)),
              join(publish, peer.call(1, "publish", 6, "b")),
              play,
              join(play, peer.call(1, "pause", 4), peer.call(1, "closeStream", 0)),
              HexBytes.bytes("02 000000 000004 01 00000000 00000001 02 000000 000004 05 00000000"))
          .map(bytes -> Arguments.of((Object) bytes));
    }
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @MethodSource("seeds")
  @FuzzTest
  void servesOrClosesForAReason(byte[] bytes) {
    serve(bytes, ANYBODY, () -> {});
  }

  @MethodSource("seeds")
  @FuzzTest
  void servesOrClosesWhoIsAnsweredLate(byte[] bytes) {
    Queue<Runnable> answers = new ArrayDeque<>();
    PublishAuthorizer late =
        new PublishAuthorizer() {
          @Override
          public CompletionStage<Verdict> authorize(PublishRequest request) {
            CompletableFuture<Verdict> answer = new CompletableFuture<>();
            answers.add(
                () -> ANYBODY.authorize(request).thenAccept(verdict -> answer.complete(verdict)));
            return answer;
          }

          @Override
          public String masked(String presented) {
            return "***";
          }
        };
    serve(
        bytes,
        late,
        () -> {
          for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
          }
        });
  }

  private void serve(byte[] bytes, PublishAuthorizer authorizer, Runnable afterwards) {
    Hub hub = new Hub(Clock.systemUTC(), allocator, HubSettings.immediate(), List.of());
    RtmpCounters counters = new RtmpCounters();
    try (EmbeddedConnection demo = connection(hub, ANYBODY, counters).publish("demo");
        EmbeddedConnection client = connection(hub, authorizer, counters).shakeHands()) {
      demo.send(demo.peer.video(0, CONFIGURATION));
      demo.send(demo.peer.video(0, KEY_FRAME));
      client.send(bytes);
      afterwards.run();
      demo.send(demo.peer.video(40, KEY_FRAME));
      client.deliver();
    }
    check(counters.closed(CloseCause.INTERNAL_ERROR) == 0, "an error of ours");
    check(counters.connections() == 0, "a connection is left");
    check(hub.streams().isEmpty(), "a stream is left");
    check(hub.viewers().isEmpty(), "a viewer is left");
    hub.release();
    check(allocator.metric().usedDirectMemory() == 0, "lost memory");
    check(allocator.metric().usedHeapMemory() == 0, "lost heap memory");
  }

  private EmbeddedConnection connection(
      Hub hub, PublishAuthorizer authorizer, RtmpCounters counters) {
    EmbeddedConnection connection = new EmbeddedConnection(hub, authorizer, counters, allocator);
    EmbeddedChannel channel = connection.channel;
    check(channel.alloc() == allocator, "another allocator");
    return connection;
  }

  /** Plain, because assertions that build descriptions make fuzzing ten times slower. */
  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
