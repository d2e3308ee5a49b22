package live.vitrine.media.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.testing.EmbeddedHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseTest {
  private static final int LARGE = 100_000;

  private final List<HttpExchange> held = new ArrayList<>();
  private final EmbeddedHttp client = new EmbeddedHttp(new CrossOrigin(), this::answer);

  @TempDir Path folder;

  private boolean answer(HttpExchange exchange) {
    switch (exchange.path()) {
      case "/large" -> respondLarge(exchange);
      case "/held" -> held.add(exchange);
      case "/one" -> exchange.respondText(HttpResponseStatus.OK, "one");
      case "/taken" ->
          exchange.detach(
              HttpResponseStatus.SWITCHING_PROTOCOLS,
              Unpooled.copiedBuffer("head,", StandardCharsets.US_ASCII),
              new Echo());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void respondLarge(HttpExchange exchange) {
    exchange.respond(
        HttpResponseStatus.OK, new DefaultHttpHeaders(), Unpooled.wrappedBuffer(new byte[LARGE]));
  }

  /** Sends back what it gets. */
  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(message);
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  private long stalled() {
    return client.counters.refused(HttpCounters.Refusal.RESPONSE_STALLED);
  }

  @Test
  void holdsOneResponseForAClientThatDoesNotRead() {
    client.reads(false);
    for (int i = 0; i < 4; i++) {
      client.request("GET /large", "");
    }

    assertThat(client.unsent()).isBetween((long) LARGE, LARGE + 1000L);
    client.reads(true);
    assertThat(client.received().split("200 OK", -1)).hasSize(5);
  }

  @Test
  void closesAClientThatTakesNothingOfItsResponse() {
    client.reads(false);
    client.request("GET /large", "Connection: close\r\n");

    client.pass(9_999);
    assertThat(client.isOpen()).isTrue();
    client.pass(1);
    assertThat(client.isOpen()).isFalse();
    assertThat(stalled()).isOne();
  }

  @Test
  void allowsAClientToReadSlowly() {
    client.reads(false);
    client.request("GET /large", "");
    for (int i = 0; i < 5; i++) {
      client.pass(9_000);
      client.take(100);
    }

    assertThat(client.isOpen()).isTrue();
    client.pass(11_000);
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void watchesPartsOfFilesToo() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[LARGE]);
    DefaultFileRegion region = new DefaultFileRegion(FileChannel.open(file), 0, LARGE);
    client.reads(false);
    client.request("GET /held", "");
    held.getFirst().respondRegion(HttpResponseStatus.OK, new DefaultHttpHeaders(), region);

    client.pass(10_000);
    assertThat(client.isOpen()).isFalse();
    assertThat(region).extracting(ReferenceCounted::refCnt).isEqualTo(0);
  }

  @Test
  void waitsForAnAnswerThatIsHeldBack() {
    client.reads(false);
    client.request("GET /held", "");
    client.pass(60_000);

    assertThat(client.isOpen()).isTrue();
    client.reads(true);
    held.getFirst().respondText(HttpResponseStatus.OK, "late");
    assertThat(client.received()).endsWith("\r\n\r\nlate\n");
    client.pass(74_999);
    assertThat(client.isOpen()).isTrue();
    assertThat(stalled()).isZero();
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() {
    client.request("GET /held", "");
    client.request("GET /one", "");
    assertThat(client.received()).isEmpty();
    held.getFirst().respondText(HttpResponseStatus.OK, "first");

    assertThat(client.received()).matches("(?s).*\r\n\r\nfirst\n.*\r\n\r\none\n");
  }

  @Test
  void measuresButDoesNotSendForHead() {
    client.request("HEAD /large", "");

    assertThat(client.received()).contains("content-length: " + LARGE).endsWith("\r\n\r\n");
  }

  @Test
  void answersOptions() {
    client.request("OPTIONS /one", "");

    assertThat(client.received())
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .contains("access-control-allow-methods: GET, HEAD, OPTIONS\r\n");
  }

  @Test
  void handsOverWhatArrivedWithTheRequest() {
    client.send("GET /taken HTTP/1.1\r\nHost: a\r\n\r\nahead");

    assertThat(client.received()).isEqualTo("head,ahead");
    client.send(" more");
    assertThat(client.received()).isEqualTo(" more");
  }

  @Test
  void givesWhatIsUnansweredUpWhenTheClientGoes() {
    List<String> gone = new ArrayList<>();
    client.request("GET /held", "");
    held.getFirst().onAbandoned(() -> gone.add("gone"));
    client.close();

    assertThat(gone).containsExactly("gone");
    var late = Unpooled.buffer();
    held.getFirst().respond(HttpResponseStatus.OK, new DefaultHttpHeaders(), late);
    assertThat(ReferenceCountUtil.refCnt(late)).isZero();
  }
}
