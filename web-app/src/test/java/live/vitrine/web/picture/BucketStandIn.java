package live.vitrine.web.picture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small service that speaks the calls of S3 that are used here. */
final class BucketStandIn implements AutoCloseable {
  private static final byte[] MISSING =
      "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.US_ASCII);

  private final HttpServer server;
  final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  final AtomicInteger reads = new AtomicInteger();

  BucketStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(path, body);
        respond(exchange, 200, new byte[0]);
      }
      case "GET" -> {
        reads.incrementAndGet();
        byte[] object = objects.get(path);
        respond(exchange, object == null ? 404 : 200, object == null ? MISSING : object);
      }
      case "DELETE" -> {
        objects.remove(path);
        respond(exchange, 204, new byte[0]);
      }
      default -> respond(exchange, 405, new byte[0]);
    }
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
