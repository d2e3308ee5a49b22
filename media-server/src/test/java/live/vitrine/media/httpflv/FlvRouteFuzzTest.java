package live.vitrine.media.httpflv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked for, and however: an answer that is no fault of ours, and nothing left when the
 * connection is gone.
 */
class FlvRouteFuzzTest {
  private static final PublisherConnection PUBLISHER =
      new PublisherConnection() {
        @Override
        public String remoteAddress() {
          return "";
        }

        @Override
        public String agent() {
          return "";
        }

        @Override
        public void close(CloseReason reason) {}
      };

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

  static Stream<Arguments> targets() {
    return Stream.of(
            "/live/demo.flv",
            "/i/live/demo.flv?wait=10",
            "/live/none.flv?wait=10&wait=x",
            "/live/%64emo.flv?wait=%31",
            "/live/../demo.flv?%",
            "http://host/live/demo.flv#x",
            "*")
        .map(target -> Arguments.of((Object) target.getBytes(ISO_8859_1)));
  }

  static Stream<Arguments> requests() {
    String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n" + key;
    return Stream.of(
            "GET /live/demo.flv HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /live/demo.flv HTTP/1.0\r\n\r\n",
            "HEAD /live/demo.flv HTTP/1.1\r\nHost: x\r\n\r\n",
            "OPTIONS /live/demo.flv HTTP/1.1\r\nHost: x\r\n\r\nDELETE / HTTP/1.1\r\n\r\n",
            "GET /live/demo.flv HTTP/1.1\r\n"
                + upgrade
                + "Sec-WebSocket-Version: 13\r\n\r\n\u0089\u0080",
            "GET /live/demo.flv HTTP/1.1\r\n" + upgrade + "Sec-WebSocket-Version: 7\r\n\r\n",
            "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")
        .map(request -> Arguments.of((Object) request.getBytes(ISO_8859_1)));
  }

  @MethodSource("targets")
  @FuzzTest
  void answersForAnyTarget(byte[] target) {
    ask(
        ("GET " + new String(target, ISO_8859_1) + " HTTP/1.1\r\nHost: x\r\n\r\n")
            .getBytes(ISO_8859_1));
  }

  @MethodSource("requests")
  @FuzzTest
  void answersAnyBytes(byte[] request) {
    ask(request);
  }

  private void ask(byte[] request) {
    Hub hub = new Hub(Clock.systemUTC(), allocator, HubSettings.immediate(), List.of());
    HttpCounters counters = new HttpCounters();
    EmbeddedChannel channel = open(hub, counters);
    Publication publication = hub.publish(StreamId.of("demo"), PUBLISHER, channel.eventLoop());
    offer(publication, "17 00000000 014d401f ffe10000");
    offer(publication, "17 01000000 00000001 65");

    channel.writeInbound(Unpooled.copiedBuffer(request));
    channel.runPendingTasks();
    offer(publication, "27 01000000 00000002 41");
    publication.end();
    channel.runPendingTasks();
    channel.close();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();

    check(!counters.responses().containsKey(500), "an error of ours");
    check(counters.connections() == 0, "a connection is left");
    check(hub.viewers().isEmpty(), "a viewer is left");
    hub.release();
    check(allocator.metric().usedDirectMemory() == 0, "lost memory");
    check(allocator.metric().usedHeapMemory() == 0, "lost heap memory");
  }

  private EmbeddedChannel open(Hub hub, HttpCounters counters) {
    return new EmbeddedChannel(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.config().setAllocator(allocator);
            channel
                .pipeline()
                .addLast(
                    new HttpServerInitializer(
                        HttpLimits.PLAYBACK,
                        "/i",
                        List.of(new CrossOrigin(), new FlvRoute(hub)),
                        counters));
          }
        });
  }

  private void offer(Publication publication, String notation) {
    ByteBuf payload = allocator.directBuffer(64).setIndex(11, 11);
    publication.offer(TagType.VIDEO, 0, payload.writeBytes(HexBytes.bytes(notation)));
    publication.flush();
  }

  /** Plain, because assertions that build descriptions make fuzzing ten times slower. */
  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
