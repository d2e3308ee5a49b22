package live.vitrine.web.media;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import live.vitrine.web.text.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to the control API of a media-server. Each call answers within {@value #ANSWER_MILLIS} ms,
 * headers and body, and reads at most {@value #MOST_BYTES} bytes. Any thread that may block.
 */
public final class MediaServerClient implements AutoCloseable {
  /** What {@link MediaJson} throws where an answer is not what the contract says. */
  static final List<Class<? extends RuntimeException>> UNREADABLE =
      List.of(
          DecodeException.class,
          ClassCastException.class,
          DateTimeException.class,
          IllegalArgumentException.class);

  static final int ANSWER_MILLIS = 3_000;
  static final int MOST_BYTES = 2 * 1024 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(MediaServerClient.class);

  private final URI api;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  /**
   * @param adminUrl where the admin port is, without a slash at the end
   */
  public MediaServerClient(URI adminUrl) {
    this.api = URI.create(adminUrl + "/api/v1/");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
  }

  public MediaAnswer<ServerStatus> server() {
    return get("server", MediaJson::server);
  }

  /** Every live stream, in the order of their IDs. */
  public MediaAnswer<List<LiveStream>> streams() {
    return get("streams", MediaJson::streams);
  }

  /** A stream; empty where it is not live. */
  public MediaAnswer<Optional<LiveStream>> stream(String streamId) {
    return ask(
        request("streams/" + streamId).GET(),
        response ->
            response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(MediaJson.stream(body(response))));
  }

  /**
   * The key that holds, of {@code minimumGeneration} or newer. Older ones are refused from now on;
   * where that is news, the stream's publisher is closed. Asking again changes nothing.
   */
  public MediaAnswer<StreamKey> key(String streamId, int minimumGeneration) {
    String body = new JsonObject().put("minimumGeneration", minimumGeneration).encode();
    return ask(
        request("streams/" + streamId + "/key")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)),
        response -> MediaJson.key(body(response)));
  }

  private <T> MediaAnswer<T> get(String path, Function<JsonObject, T> reader) {
    return ask(request(path).GET(), response -> reader.apply(body(response)));
  }

  /** Paths are made of literals and stream IDs, which need no escapes. */
  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofMillis(ANSWER_MILLIS));
  }

  private <T> MediaAnswer<T> ask(
      HttpRequest.Builder builder, Function<HttpResponse<byte[]>, T> reader) {
    HttpRequest request = builder.build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      // The request's own time-out ends with the headers; this one covers the body, too.
      HttpResponse<byte[]> response = answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      return new MediaAnswer.Answered<>(reader.apply(response));
    } catch (RefusedException e) {
      return away(request, "media.away.refused", String.valueOf(e.status));
    } catch (TimeoutException _) {
      answer.cancel(true);
      return away(request, "media.away.slow");
    } catch (ExecutionException e) {
      return e.getCause() instanceof java.net.http.HttpTimeoutException timeout
              && !(timeout instanceof java.net.http.HttpConnectTimeoutException)
          ? away(request, "media.away.slow")
          : unreachable(request, e);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return away(request, "media.away.slow");
    } catch (RuntimeException e) {
      if (UNREADABLE.stream().noneMatch(type -> type.isInstance(e))) {
        throw e;
      }
      return away(request, "media.away.unreadable");
    }
  }

  private <T> MediaAnswer<T> unreachable(HttpRequest request, ExecutionException e) {
    if (!(e.getCause() instanceof IOException)) {
      throw new IllegalStateException(e.getCause());
    }
    boolean tooLarge = String.valueOf(e.getCause().getMessage()).contains("capacity");
    return tooLarge
        ? away(request, "media.away.unreadable")
        : away(request, "media.away.unreachable", api.getRawAuthority());
  }

  private static <T> MediaAnswer<T> away(HttpRequest request, String key, Object... arguments) {
    LOG.debug("{} {}: {}", request.method(), request.uri(), key);
    return new MediaAnswer.Away<>(Message.of(key, arguments));
  }

  private static JsonObject body(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new RefusedException(response.statusCode());
    }
    return new JsonObject(io.vertx.core.buffer.Buffer.buffer(response.body()));
  }

  /** It answered, but not with what was asked for. */
  private static final class RefusedException extends RuntimeException {
    private final int status;

    private RefusedException(int status) {
      super(String.valueOf(status));
      this.status = status;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
