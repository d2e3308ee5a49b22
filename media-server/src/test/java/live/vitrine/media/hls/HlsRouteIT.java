package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Playlist and segments over real sockets: sendfile where the transport has it. */
class HlsRouteIT {
  enum Transport {
    EPOLL(EpollServerSocketChannel.class) {
      @Override
      IoHandlerFactory ioHandlers() {
        return EpollIoHandler.newFactory();
      }
    },
    NIO(NioServerSocketChannel.class) {
      @Override
      IoHandlerFactory ioHandlers() {
        return NioIoHandler.newFactory();
      }
    };

    private final Class<? extends ServerChannel> serverChannel;

    Transport(Class<? extends ServerChannel> serverChannel) {
      this.serverChannel = serverChannel;
    }

    abstract IoHandlerFactory ioHandlers();
  }

  private static final int REQUESTS = 50;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void playsInFfmpegAndSendsTheSameBytesToAll(Transport transport)
      throws IOException, InterruptedException {
    Path flv = folder.resolve("in.flv");
    assertThat(
            Ffmpeg.DEBIAN.run(
                "-v error -y -f lavfi -i testsrc=size=320x180:rate=25:duration=9 -f lavfi -i"
                    + " sine=sample_rate=44100:duration=9 -c:v libx264 -g 50 -pix_fmt yuv420p"
                    + " -c:a aac -f flv %s",
                flv))
        .isEmpty();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, transport.ioHandlers());
    try (var stage = new HlsStage(folder, HlsSettings.defaults());
        HttpClient http = HttpClient.newHttpClient()) {
      URI base = serve(stage, loops, transport);
      // Asked for before there is anything.
      var playlist =
          http.sendAsync(get(base.resolve("demo.m3u8")), HttpResponse.BodyHandlers.ofString());
      Awaitility.await()
          .until(() -> {
            stage.channel.runPendingTasks();
            return stage.show().waiting() == 1;
          });
      for (FlvTag tag : TestTags.readFile(flv)) {
        stage.tag(tag);
      }
      assertThat(playlist.join().statusCode()).isEqualTo(200);
      assertThat(playlist.join().body()).endsWith("-0.ts\n");
      stage.stream.onEnd();

      for (Ffmpeg ffmpeg : Ffmpeg.values()) {
        assertThat(ffmpeg.run("-v error -i %s -f null -", base.resolve("demo.m3u8"))).isEmpty();
      }
      byte[] segment = stage.segments().get(1);
      URI uri = base.resolve("demo/%s-1.ts".formatted(HlsStage.SHOW));
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(http.sendAsync(get(uri), HttpResponse.BodyHandlers.ofByteArray()));
      }
      for (var answer : answers) {
        assertThat(answer.join().body()).isEqualTo(segment);
      }
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(stage.store.openFiles()).isEqualTo(stage.segments().size()));
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
  }

  private static URI serve(HlsStage stage, EventLoopGroup loops, Transport transport)
      throws InterruptedException {
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.serverChannel)
            .childHandler(
                new HttpServerInitializer(
                    HttpLimits.PLAYBACK,
                    "",
                    List.of(new HlsRoute(stage.shows, stage.hub())),
                    new HttpCounters()))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return URI.create("http://127.0.0.1:%d/live/".formatted(port));
  }
}
