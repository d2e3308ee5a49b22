package live.vitrine.media.recording.store;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small service that speaks the calls of S3 that are used here: objects, and uploads in parts.
 * Buckets are named in the path. It can begin to fail.
 */
final class S3StandIn implements AutoCloseable {
  private static final Pattern UPLOAD_ID = Pattern.compile("uploadId=([^&]*)");
  private static final Pattern PART_NUMBER = Pattern.compile("partNumber=(\\d+)");

  /** An upload that is not complete. */
  private record Upload(String key, Map<Integer, byte[]> parts) {}

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new ConcurrentSkipListMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger partsBeforeFailure = new AtomicInteger(Integer.MAX_VALUE);

  private S3StandIn(HttpServer server) {
    this.server = server;
  }

  static S3StandIn start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    S3StandIn service = new S3StandIn(server);
    server.createContext("/", service::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return service;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Takes so many parts more, and then answers everything with 500. */
  void failAfterParts(int parts) {
    partsBeforeFailure.set(parts);
  }

  void recover() {
    partsBeforeFailure.set(Integer.MAX_VALUE);
  }

  /** What is complete, by bucket and key. */
  Map<String, byte[]> objects() {
    return objects;
  }

  /** How often a call of this kind came that was answered well. */
  long calls(String kind) {
    return calls.stream().filter(kind::equals).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath().substring(1);
    String query =
        exchange.getRequestURI().getRawQuery() == null
            ? ""
            : exchange.getRequestURI().getRawQuery();
    if (partsBeforeFailure.get() <= 0) {
      respond(exchange, 500, "<Error><Code>InternalError</Code></Error>");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, path, query, body);
      case "POST" -> post(exchange, path, query);
      case "GET" -> get(exchange, path, query);
      case "DELETE" -> {
        objects.remove(path);
        respond(exchange, 204, "");
      }
      default -> respond(exchange, 405, "");
    }
  }

  private void put(HttpExchange exchange, String path, String query, byte[] body)
      throws IOException {
    if (query.contains("partNumber=")) {
      int number = Integer.parseInt(find(PART_NUMBER, query));
      Upload upload = uploads.get(find(UPLOAD_ID, query));
      if (upload == null) {
        respond(exchange, 404, "<Error><Code>NoSuchUpload</Code></Error>");
        return;
      }
      upload.parts().put(number, body);
      partsBeforeFailure.decrementAndGet();
      calls.add("part");
    } else {
      objects.put(path, body);
      calls.add("put");
    }
    exchange.getResponseHeaders().set("ETag", "\"" + body.length + "\"");
    respond(exchange, 200, "");
  }

  private void post(HttpExchange exchange, String path, String query) throws IOException {
    if (query.startsWith("uploads")) {
      String id = "upload-" + (uploads.size() + 1);
      uploads.put(id, new Upload(path, new TreeMap<>()));
      calls.add("begin");
      respond(
          exchange,
          200,
          "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
              .formatted(id));
      return;
    }
    Upload upload = requireNonNull(uploads.remove(find(UPLOAD_ID, query)));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    upload.parts().values().forEach(whole::writeBytes);
    objects.put(path, whole.toByteArray());
    calls.add("complete");
    respond(
        exchange,
        200,
        "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>");
  }

  private void get(HttpExchange exchange, String path, String query) throws IOException {
    if (query.contains("uploadId=")) {
      StringBuilder parts = new StringBuilder("<ListPartsResult>");
      requireNonNull(uploads.get(find(UPLOAD_ID, query)))
          .parts()
          .forEach((number, bytes) ->
              parts.append(
                  "<Part><PartNumber>%d</PartNumber><ETag>\"%d\"</ETag><Size>%d</Size></Part>"
                      .formatted(number, bytes.length, bytes.length)));
      respond(exchange, 200, parts.append("</ListPartsResult>").toString());
    } else if (query.contains("uploads")) {
      StringBuilder all = new StringBuilder("<ListMultipartUploadsResult>");
      uploads.forEach((id, upload) ->
          all.append(
              "<Upload><Key>%s</Key><UploadId>%s</UploadId></Upload>"
                  .formatted(upload.key().substring(upload.key().indexOf('/') + 1), id)));
      respond(exchange, 200, all.append("</ListMultipartUploadsResult>").toString());
    } else if (objects.containsKey(path)) {
      byte[] bytes = objects.get(path);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    } else {
      respond(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
    }
  }

  private static String find(Pattern pattern, String query) {
    Matcher matcher = pattern.matcher(query);
    if (!matcher.find()) {
      throw new IllegalArgumentException(query);
    }
    return matcher.group(1);
  }

  private static void respond(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
