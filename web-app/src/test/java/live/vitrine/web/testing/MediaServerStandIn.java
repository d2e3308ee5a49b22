package live.vitrine.web.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as the media-server's control API does ({@code docs/control-api.md}), on a real socket;
 * or fails in the ways in which servers fail.
 */
public final class MediaServerStandIn implements AutoCloseable {
  /** How it answers. */
  public enum Mood {
    WELL,
    /** Takes requests and says nothing. */
    SILENT,
    /** Answers the head and then a little. */
    STUCK,
    FAILING,
    GARBAGE,
    /** JSON, but not of the contract. */
    OTHER_TYPES,
    HUGE,
    /** Does what is asked for, and loses the answer. */
    LOSES_ANSWERS
  }

  private static final int HUGE_BYTES = 3 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Integer> generations = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> live = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private volatile Mood mood = Mood.WELL;

  private MediaServerStandIn(HttpServer server) {
    this.server = server;
  }

  public static MediaServerStandIn open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      MediaServerStandIn standIn = new MediaServerStandIn(server);
      server.setExecutor(standIn.threads);
      server.createContext("/", standIn::answer);
      server.start();
      return standIn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of its admin port. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void setMood(Mood next) {
    mood = next;
  }

  /** The generation below which keys are refused. */
  public int generation(String streamId) {
    return generations.getOrDefault(streamId, 0);
  }

  /** As if it had been told before: a database was set back. */
  public void setGeneration(String streamId, int generation) {
    generations.put(streamId, generation);
  }

  /** What was asked so far: method and path. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Somebody streams, 1280 × 720 with sound. */
  public void goLive(String streamId) {
    synchronized (live) {
      live.put(
          streamId,
          new JsonObject(
                  """
                  {"state": "live", "startedAt": "2026-11-20T19:44:44.205054Z", "uptimeSeconds": 12,
                   "publisher": {"remoteAddress": "192.0.2.1:51106", "agent": "FMLE/3.0"},
                   "video": {"codec": "avc1.64001f", "width": 1280, "height": 720,
                             "framesPerSecond": 25.02},
                   "audio": {"codec": "mp4a.40.2", "sampleRate": 44100, "channels": 2},
                   "videoTracks": [0], "audioTracks": [0], "bitsPerSecond": 1941615,
                   "keyFrameIntervalMillis": 2000, "bytesReceived": 3125907,
                   "viewers": {"http-flv": 1, "ws-flv": 1, "rtmp": 1, "hls": 1, "total": 4},
                   "tagsSkipped": 0}
                  """)
              .put("id", streamId));
    }
  }

  public boolean isLive(String streamId) {
    synchronized (live) {
      return live.containsKey(streamId);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      switch (mood) {
        case WELL -> answerWell(exchange, body);
        case SILENT -> awaitClosing();
        case STUCK -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitClosing();
        }
        case FAILING -> problem(exchange, 500, "Nothing is revoked: see the log.");
        case GARBAGE -> send(exchange, 200, "<html>Welcome to nginx!</html>");
        case OTHER_TYPES ->
            send(exchange, 200, "{\"id\": 7, \"streams\": {}, \"key\": [], \"version\": null}");
        case HUGE -> sendHuge(exchange);
        case LOSES_ANSWERS -> {
          change(exchange, body);
          // Closed without an answer.
        }
      }
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerWell(HttpExchange exchange, byte[] body) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    boolean put = exchange.getRequestMethod().equals("PUT");
    if (path.length == 6 && path[3].equals("streams") && path[5].equals("key") && put) {
      send(exchange, 200, change(exchange, body));
    } else if (path.length == 5 && path[3].equals("streams")) {
      sendStream(exchange, path[4]);
    } else if (path.length == 4 && path[3].equals("streams")) {
      synchronized (live) {
        send(
            exchange,
            200,
            new JsonObject().put("streams", new JsonArray(List.copyOf(live.values()))).encode());
      }
    } else if (path.length == 4 && path[3].equals("server")) {
      send(
          exchange,
          200,
          """
          {"version": "0.1.0", "instanceId": "local", "state": "ready",
           "startedAt": "2026-11-20T19:44:41.726203Z", "uptimeSeconds": 6}
          """);
    } else {
      problem(exchange, 404, "There is no such resource.");
    }
  }

  private void sendStream(HttpExchange exchange, String streamId) throws IOException {
    synchronized (live) {
      JsonObject stream = live.get(streamId);
      if (stream == null) {
        problem(exchange, 404, "The stream is not live.");
      } else {
        send(exchange, 200, stream.encode());
      }
    }
  }

  /** Revokes keys, and says what holds. */
  private String change(HttpExchange exchange, byte[] body) {
    String streamId = exchange.getRequestURI().getPath().split("/", -1)[4];
    int asked =
        new JsonObject(new String(body, StandardCharsets.UTF_8)).getInteger("minimumGeneration");
    int before = generation(streamId);
    int after = Math.max(before, asked);
    generations.put(streamId, after);
    if (after > before) {
      synchronized (live) {
        live.remove(streamId);
      }
    }
    return new JsonObject()
        .put("streamId", streamId)
        .put("minimumGeneration", after)
        .put("key", streamId + "." + after + ".c2VjcmV0")
        .encode();
  }

  private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    sendBytes(exchange, status, new JsonObject().put("detail", detail).encode());
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    sendBytes(exchange, status, json);
  }

  private static void sendBytes(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void sendHuge(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write("{\"id\": \"".getBytes(StandardCharsets.UTF_8));
    out.write("x".repeat(HUGE_BYTES).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
