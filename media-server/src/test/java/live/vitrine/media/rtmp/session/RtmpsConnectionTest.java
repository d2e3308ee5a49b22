package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RtmpsConnectionTest {
  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final RtmpCounters counters = new RtmpCounters();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(RtmpConnection.class);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void close() {
    log.detachAppender(lines);
    hub.release();
  }

  @Test
  void saysThatItIsNotTlsWithoutSayingWhatCame() throws Exception {
    send("a key that must not be in the log".getBytes(StandardCharsets.US_ASCII));

    assertThat(counters.closed(CloseCause.NOT_TLS)).isOne();
    assertThat(text()).endsWith("closed: NOT_TLS: what came is not TLS");
  }

  @Test
  void countsAHandshakeWithoutAgreementApart() throws Exception {
    send(clientHello());

    assertThat(counters.closed(CloseCause.NOT_TLS)).isZero();
    assertThat(counters.closed(CloseCause.TLS_FAILED)).isOne();
    assertThat(text()).contains("closed: TLS_FAILED: no agreement on TLS: ");
  }

  private String text() {
    assertThat(lines.list).hasSize(1);
    return lines.list.getFirst().getFormattedMessage();
  }

  /** To a server without any certificate: no client can agree with it. */
  private void send(byte[] bytes) throws GeneralSecurityException, SSLException {
    KeyManagerFactory none = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    none.init(null, null);
    PublishAuthorizer nobody =
        new PublishAuthorizer() {
          @Override
          public CompletionStage<Verdict> authorize(PublishRequest request) {
            return CompletableFuture.completedStage(new Verdict.Refused("Refused."));
          }

          @Override
          public String masked(String presented) {
            return "";
          }
        };
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new RtmpInitializer(hub, nobody, counters, SslContextBuilder.forServer(none).build()));
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isFalse();
    channel.finishAndReleaseAll();
  }

  private static byte[] clientHello() throws GeneralSecurityException, SSLException {
    SSLEngine client = SSLContext.getDefault().createSSLEngine();
    client.setUseClientMode(true);
    client.beginHandshake();
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    var _ = client.wrap(ByteBuffer.allocate(0), hello);
    byte[] bytes = new byte[hello.position()];
    hello.flip().get(bytes);
    return bytes;
  }
}
