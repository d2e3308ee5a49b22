package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Debian's nginx with one worker, serving files from disk by sendfile: what HLS is compared with.
 */
final class Nginx implements AutoCloseable {
  private static final int START_TRIES = 500;
  private static final int POLL_MILLIS = 10;

  private final Path root;
  private final int port;
  private final ChildProcess process;

  private Nginx(Path root, int port, ChildProcess process) {
    this.root = root;
    this.port = port;
    this.process = process;
  }

  static Nginx start(Bench bench) throws IOException, InterruptedException {
    Path prefix = Files.createTempDirectory(bench.folder(), "nginx");
    Path root = Files.createDirectory(prefix.resolve("root"));
    Path configuration = prefix.resolve("nginx.conf");
    int port = Bench.freePort();
    // One process, so that the figures are those of the one pinned worker.
    var _ =
        Files.writeString(
            configuration,
            """
            daemon off;
            master_process off;
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              open_file_cache max=100;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              types { video/mp2t ts; application/vnd.apple.mpegurl m3u8; }
              server { listen 127.0.0.1:%d; root root; }
            }
            """
                .formatted(port));
    ChildProcess process =
        bench.start(
            "nginx",
            bench.options().serverCore(),
            List.of(
                Programs.require("nginx"), "-p", prefix.toString(), "-c", configuration.toString()),
            Map.of());
    Nginx nginx = new Nginx(root, port, process);
    for (int i = 0; Http.status(nginx.uri("")) == 0; i++) {
      if (i == START_TRIES || !process.isAlive()) {
        throw new IllegalStateException("nginx did not start:\n" + process.tail());
      }
      Thread.sleep(POLL_MILLIS);
    }
    return nginx;
  }

  long pid() {
    return process.pid();
  }

  /** Puts a file there and answers its address. A new name each time: the old may be cached. */
  URI serve(String name, byte[] content) throws IOException {
    var _ = Files.write(root.resolve(name), content);
    return uri(name);
  }

  private URI uri(String name) {
    return URI.create("http://127.0.0.1:" + port + "/" + name);
  }

  @Override
  public void close() {
    process.close();
  }
}
