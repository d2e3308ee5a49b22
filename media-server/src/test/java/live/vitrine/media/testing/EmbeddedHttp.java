package live.vitrine.media.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.http.HttpServerInitializer;

/** One client of an HTTP port without a socket, on virtual time, that may stop reading. */
public final class EmbeddedHttp implements AutoCloseable {
  /** What the port has counted. */
  public final HttpCounters counters = new HttpCounters();

  private static final long STEP_MILLIS = 1_000;

  private final Socket channel = new Socket();

  private static final class Socket extends EmbeddedChannel {
    private boolean full;

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
      if (!full) {
        super.doWrite(in);
      }
    }
  }

  /** A client of the playback port. */
  public EmbeddedHttp(HttpRoute... routes) {
    this(HttpLimits.PLAYBACK, "", routes);
  }

  /** A client of a port with these limits and this prefix. */
  public EmbeddedHttp(HttpLimits limits, String prefix, HttpRoute... routes) {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(new HttpServerInitializer(limits, prefix, List.of(routes), counters));
    channel.pipeline().fireChannelActive();
  }

  /** The connection itself. */
  public EmbeddedChannel channel() {
    return channel;
  }

  /** From now on the client takes nothing of what is sent, or everything again. */
  public void reads(boolean reads) {
    channel.full = !reads;
    if (reads) {
      channel.flush();
      run();
    }
  }

  /** Takes so many bytes of the response that is being sent. */
  public void take(int length) {
    channel.unsafe().outboundBuffer().progress(length);
  }

  /** Bytes that wait to be sent. */
  public long unsent() {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.totalPendingWriteBytes();
  }

  /** Sends bytes, each character one. */
  public void send(String bytes) {
    send(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes. */
  public void send(byte[] bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
    run();
  }

  /** Sends a request with a Host and further lines, each ending with CR LF. */
  public void request(String line, String headers) {
    send(line + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
  }

  /** What has been received since the last call, each byte one character. */
  public String received() {
    StringBuilder text = new StringBuilder();
    for (Object part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      ByteBuf bytes = (ByteBuf) part;
      text.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return text.toString();
  }

  /** Sends a GET request and returns what is received. */
  public String get(String target) {
    request("GET " + target, "");
    return received();
  }

  /** Lets time pass, in milliseconds. */
  public void pass(long millis) {
    for (long left = millis; left > 0; left -= STEP_MILLIS) {
      channel.advanceTimeBy(Math.min(left, STEP_MILLIS), TimeUnit.MILLISECONDS);
      run();
    }
  }

  /** Runs what is due. */
  public void run() {
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    channel.full = false;
    channel.finishAndReleaseAll();
  }
}
