package live.vitrine.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.app.RunningServer;
import live.vitrine.media.rtmp.client.ClientCall;
import live.vitrine.media.rtmp.client.ClientEnd;
import live.vitrine.media.rtmp.client.RtmpAddress;
import live.vitrine.media.rtmp.client.RtmpClientConnection;
import live.vitrine.media.rtmp.client.RtmpClientListener;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.session.RtmpFraming;
import live.vitrine.media.testing.SelfSignedCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client over TLS, with a certificate that it trusts and with one that it does not. */
class RtmpsPushIT {
  @TempDir Path folder;

  /** Completes with how it went. */
  private static final class Outcome implements RtmpClientListener {
    final CompletableFuture<String> result = new CompletableFuture<>();

    @Override
    public void onReady(int messageStreamId) {
      result.complete("ready");
    }

    @Override
    public void onMedia(MediaMessage media) {
      media.release();
    }

    @Override
    public void onBatchEnd() {}

    @Override
    public void onEnd(ClientEnd end) {
      result.complete(end.kind() + " " + end.text());
    }
  }

  private static String publish(String url, SslContext tls) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    EventLoop loop = group.next();
    Outcome outcome = new Outcome();
    try (Dialer dialer = new Dialer(tls, port -> false)) {
      RtmpAddress address = RtmpAddress.parse(url);
      Dialer.Attempt _ =
          dialer.dial(
              loop,
              new Dialer.Destination(address.secure(), "localhost", address.port()),
              true,
              channel ->
                  new RtmpClientConnection(
                      channel,
                      new ClientCall(ClientCall.Purpose.PUBLISH, address),
                      RtmpFraming.CHUNK_SIZE,
                      outcome),
              outcome::onEnd);
      return outcome.result.get(15, TimeUnit.SECONDS);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  @Test
  void publishesToAServerThatItTrustsOnly() throws Exception {
    SelfSignedCertificate own = SelfSignedCertificate.in(folder);
    SslContext trusting =
        SslContextBuilder.forClient()
            .trustManager(own.certificate().toFile())
            .endpointIdentificationAlgorithm(null)
            .build();
    try (RunningServer server = RunningServer.openSecure(own.certificate(), own.key())) {
      assertThat(publish(server.rtmpsUrl() + "/show", trusting)).isEqualTo("ready");
      assertThat(publish(server.rtmpsUrl() + "/show", SslContextBuilder.forClient().build()))
          .startsWith("FAILED no agreement on TLS");
    }
  }
}
