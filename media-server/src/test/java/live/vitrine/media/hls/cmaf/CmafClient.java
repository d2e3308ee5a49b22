package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.http.HttpServerInitializer;

/** One client without a socket, on virtual time, that understands files as answers. */
final class CmafClient implements AutoCloseable {
  /** An answer; {@code head} has the status line and the headers. */
  @SuppressWarnings("ArrayRecordComponent") // Written once, compared by nobody.
  record Answer(int status, String head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final EmbeddedChannel channel = new EmbeddedChannel();

  CmafClient(HttpRoute route) {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(
            new HttpServerInitializer(HttpLimits.PLAYBACK, "", List.of(route), new HttpCounters()));
    channel.pipeline().fireChannelActive();
  }

  /** Sends a request without waiting for the answer. */
  void send(String line, String headers) {
    String request = line + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
    run();
  }

  /** Asks below {@code /live/demo/} without waiting for the answer. */
  void ask(String name) {
    send("GET /live/demo/" + name, "");
  }

  /** Asks below {@code /live/demo/}; the answer must come at once. */
  Answer get(String name) {
    ask(name);
    return answer();
  }

  /** Whether there is no answer yet. */
  boolean isWaiting() {
    run();
    return channel.outboundMessages().isEmpty();
  }

  void run() {
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
  }

  void advance(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    run();
  }

  Answer answer() {
    run();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      append(out, part);
      ReferenceCountUtil.release(part);
    }
    byte[] all = out.toByteArray();
    String text = new String(all, StandardCharsets.ISO_8859_1);
    assertThat(text).as("an answer").contains("\r\n\r\n");
    int end = text.indexOf("\r\n\r\n") + 4;
    return new Answer(
        Integer.parseInt(text.substring(9, 12)),
        text.substring(0, end),
        Arrays.copyOfRange(all, end, all.length));
  }

  private static void append(ByteArrayOutputStream out, Object part) {
    try {
      switch (part) {
        case ByteBuf bytes -> bytes.getBytes(bytes.readerIndex(), out, bytes.readableBytes());
        case FileRegion region -> {
          while (region.transferred() < region.count()) {
            assertThat(region.transferTo(Channels.newChannel(out), region.transferred()))
                .isPositive();
          }
        }
        default -> throw new AssertionError(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }
}
