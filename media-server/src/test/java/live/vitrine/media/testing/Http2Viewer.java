package live.vitrine.media.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Watches FLV over HTTP/2 with Java's client, and checks every tag. */
public final class Http2Viewer implements AutoCloseable {
  private final HttpClient client;
  private final FlvChecker checker = new FlvChecker();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private Http2Viewer(HttpClient client) {
    this.client = client;
  }

  /** A client that takes any certificate. */
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_2)
        .sslContext(TrustAll.context())
        .build();
  }

  /** Begins to watch; the stream has to be live. */
  public static Http2Viewer watch(URI address) throws IOException, InterruptedException {
    Http2Viewer viewer = new Http2Viewer(client());
    HttpResponse<InputStream> response =
        viewer.client.send(
            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200 || response.version() != HttpClient.Version.HTTP_2) {
      throw new AssertionError(response.toString() + response.version());
    }
    Thread.ofVirtual().start(() -> viewer.read(response.body()));
    return viewer;
  }

  private void read(InputStream body) {
    byte[] buffer = new byte[64 * 1024];
    try (body) {
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        checker.feed(buffer, length);
      }
      end.complete(null);
    } catch (IOException | AssertionError e) {
      end.completeExceptionally(e);
    }
  }

  /** Everything so far. Fails when the stream broke or a tag was wrong. */
  public List<FlvChecker.Tag> tags() {
    if (end.isCompletedExceptionally()) {
      end.join();
    }
    return checker.tags();
  }

  /** Whether the response has come to its proper end. */
  public boolean isEnded() {
    return end.isDone() && !end.isCompletedExceptionally();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
