package live.vitrine.media.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends by HTTP/1.1, without following redirects. Safe to use from any thread. */
final class HttpSender implements Sender, AutoCloseable {
  /** Of an answer: the rest is not read. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(threads)
          .build();
  private final Signer signer;
  private final Clock clock;

  HttpSender(Signer signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public Answer post(URI url, Event event, Duration timeout)
      throws IOException, InterruptedException {
    var exchange = client.sendAsync(request(url, event), _ -> new LimitedBody(MAX_BODY_BYTES));
    try {
      HttpResponse<LimitedBody.Content> response =
          exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body().whole(), response.body().bytes());
    } catch (TimeoutException _) {
      throw new IOException("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IOException(reason(e), e);
    } finally {
      cancel(exchange);
    }
  }

  private HttpRequest request(URI url, Event event) throws IOException {
    long seconds = clock.instant().getEpochSecond();
    return builder(url)
        .header("Content-Type", "application/json")
        .header("User-Agent", "vitrine-media-server")
        .header("webhook-id", event.id())
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", signer.sign(event.id(), seconds, event.body()))
        .POST(HttpRequest.BodyPublishers.ofByteArray(event.body()))
        .build();
  }

  private static HttpRequest.Builder builder(URI url) throws IOException {
    try {
      return HttpRequest.newBuilder(url);
    } catch (IllegalArgumentException e) {
      throw new IOException("the address cannot be used: " + e.getMessage(), e);
    }
  }

  /** Of no effect on one that is done; otherwise closes its connection. */
  private static void cancel(CompletableFuture<?> exchange) {
    var _ = exchange.cancel(true);
  }

  /** The kind of failure too: many come without a message. */
  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message;
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
