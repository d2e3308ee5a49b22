package live.vitrine.media.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.media.admin.Ports;
import live.vitrine.media.config.LoadedSettings;
import live.vitrine.media.config.Settings;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.recording.writer.LocalVolume;
import live.vitrine.media.recording.writer.Volume;
import live.vitrine.media.rtmp.session.RtmpCounters;
import live.vitrine.media.streamkey.StreamKeys;

/**
 * A server inside the test's process, on free ports of the loopback address, with a data folder of
 * its own that goes with it. Start one in each test: the leak check after a test would take the
 * buffers of a server that still runs for lost.
 */
public final class RunningServer implements AutoCloseable {
  /** Its name in playback paths. */
  public static final String INSTANCE_ID = "test-instance";

  private static final Duration STALL_AFTER = Duration.ofSeconds(Viewer.STALL_SECONDS);

  private final Path data;
  private final MediaServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private RunningServer(Path data, MediaServer server) {
    this.data = data;
    this.server = server;
  }

  /** A server that asks publishers for a key. */
  public static RunningServer start() {
    return start(STALL_AFTER, Map.of("VITRINE_PUBLISH_AUTH", "key"));
  }

  /** A server that lets anybody publish any stream. */
  public static RunningServer open() {
    return start(STALL_AFTER, Map.of());
  }

  /** An open one that closes viewers who take nothing sooner than others do. */
  public static RunningServer openWithStall(Duration stallAfter) {
    return start(stallAfter, Map.of());
  }

  /** An open one with RTMPS beside RTMP. */
  public static RunningServer openSecure(Path certificate, Path key) {
    return openWith(
        Map.of(
            "VITRINE_RTMPS_PORT",
            "any",
            "VITRINE_TLS_CERTIFICATE",
            certificate.toString(),
            "VITRINE_TLS_KEY",
            key.toString()));
  }

  /**
   * An open one with further settings.
   *
   * @param environment as the process would have it: {@code VITRINE_RECORDING_FORMAT}, {@code mp4}
   */
  public static RunningServer openWith(Map<String, String> environment) {
    return start(STALL_AFTER, environment);
  }

  /** The same with recordings on a volume of the test's. */
  public static RunningServer openWith(Map<String, String> environment, Volume volume) {
    return start(STALL_AFTER, environment, volume);
  }

  private static RunningServer start(Duration stallAfter, Map<String, String> environment) {
    return start(stallAfter, environment, new LocalVolume());
  }

  private static RunningServer start(
      Duration stallAfter, Map<String, String> environment, Volume volume) {
    try {
      Path data = Files.createTempDirectory("vitrine-test");
      return new RunningServer(
          data, MediaServer.start(settings(data, environment), stallAfter, volume));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Settings settings(Path data, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>();
    all.put("VITRINE_INSTANCE_ID", INSTANCE_ID);
    all.put("VITRINE_DATA", data.toString());
    all.put("VITRINE_PUBLISH_AUTH", "open");
    all.put("VITRINE_BIND", "127.0.0.1");
    all.put("VITRINE_RTMP_PORT", "0");
    all.put("VITRINE_HTTP_PORT", "0");
    all.put("VITRINE_ADMIN_PORT", "0");
    all.put("VITRINE_RECONNECT_GRACE_SECONDS", "0");
    all.put("VITRINE_RECORDING_FORMAT", "off");
    all.put("VITRINE_RECORDING_STILLS", "false");
    all.putAll(environment);
    return LoadedSettings.load(all, null, data).settings();
  }

  /** The ports that are open. */
  public Ports ports() {
    return server.ports();
  }

  /**
   * Where to publish.
   *
   * @param key a stream's key, or its ID where the server asks for none
   */
  public String publishAddress(String key) {
    return "rtmp://127.0.0.1:" + ports().rtmp() + "/live/" + key;
  }

  /** What a publisher is told as server. */
  public String rtmpUrl() {
    return "rtmp://127.0.0.1:" + ports().rtmp() + "/live";
  }

  /** The same over TLS. */
  public String rtmpsUrl() {
    return "rtmps://127.0.0.1:" + ports().rtmps().orElseThrow() + "/live";
  }

  Hub hub() {
    return server.hub();
  }

  RtmpCounters rtmpCounters() {
    return server.rtmpCounters();
  }

  HttpCounters playbackCounters() {
    return server.playbackCounters();
  }

  /** A stream's key of the oldest generation that is not revoked. */
  public String key(String streamId) {
    try {
      return StreamKeys.open(data).key(StreamId.of(streamId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address on the playback port. */
  public URI playback(String path) {
    return URI.create("http://127.0.0.1:" + ports().http() + path);
  }

  /** An address on the admin port. */
  public URI admin(String path) {
    return URI.create("http://127.0.0.1:" + ports().admin() + path);
  }

  /** Asks by GET. */
  public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address));
  }

  /** Asks the admin port to put JSON somewhere. */
  public HttpResponse<String> put(String path, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(admin(path))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Asks the admin port for something that JSON describes. */
  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(admin(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Asks the admin port to delete something; its status. */
  public int delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(admin(path)).DELETE()).statusCode();
  }

  /** Asks and waits for the whole answer. */
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Whether it has stopped, waiting for that. */
  public boolean isStoppedWithin(Duration time) throws InterruptedException {
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                server.awaitClose();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    return waiting.join(time);
  }

  /** Its data folder. */
  Path data() {
    return data;
  }

  /** Stops as SIGTERM would; {@link #close} may follow. */
  public void stop() {
    server.close();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    deleteData();
  }

  private void deleteData() {
    try (var files = Files.walk(data)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
