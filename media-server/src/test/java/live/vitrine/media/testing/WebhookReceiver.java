package live.vitrine.media.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program that receives webhooks: a real HTTP server on the loopback address. */
public final class WebhookReceiver implements AutoCloseable {
  /** A message as it came. */
  public record Message(String id, String timestamp, String signature, String body) {
    /** Whether it was signed with that secret, worked out from the text of the specification. */
    public boolean isSignedWith(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.split("_", 2)[1]);
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] expected =
            mac.doFinal("%s.%s.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8));
        return signature.equals("v1," + Base64.getEncoder().encodeToString(expected));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** What stands in {@code type}. */
    public String type() {
      return body.replaceFirst("^\\{\"type\":\"([^\"]*)\".*", "$1");
    }
  }

  /** What a test does with a message; closes nothing. */
  public interface Answering {
    void answer(HttpExchange exchange, Message message) throws IOException;
  }

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Answering answering;

  /** One that answers as told. */
  public WebhookReceiver(Answering answering) {
    this.answering = answering;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  /** One that takes everything. */
  public WebhookReceiver() {
    this(answer(204, ""));
  }

  /** Always the same answer. */
  public static Answering answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (exchange, _) -> {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Message message =
          new Message(
              header(exchange, "webhook-id"),
              header(exchange, "webhook-timestamp"),
              header(exchange, "webhook-signature"),
              body);
      messages.add(message);
      answering.answer(exchange, message);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** From now on. */
  public void answerWith(Answering other) {
    answering = other;
  }

  /** Everything that came, in order, also what was answered with a failure. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** The types of what came. */
  public List<String> types() {
    return messages.stream().map(Message::type).toList();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
