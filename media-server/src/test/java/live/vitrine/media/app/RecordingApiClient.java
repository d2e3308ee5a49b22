package live.vitrine.media.app;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks a server's control API about recordings. */
final class RecordingApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Function<String, URI> admin;

  RecordingApiClient(RunningServer server) {
    this.admin = server::admin;
  }

  RecordingApiClient(ServerInProcess server) {
    this.admin = path -> URI.create(server.admin(path));
  }

  /** Sends a request; a body that is empty is none. */
  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(admin.apply("/api/v1/" + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Config get(String path) {
    return json(send("GET", path, "").body());
  }

  static Config json(String text) {
    return ConfigFactory.parseString(
        text, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
  }

  /** Newest first. */
  List<? extends Config> recordings() {
    return get("recordings").getConfigList("recordings");
  }

  /** Waits until the newest recording is like that. */
  Config awaitNewest(Predicate<Config> condition) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          List<? extends Config> all = recordings();
          return !all.isEmpty() && condition.test(all.getFirst());
        });
    return recordings().getFirst();
  }

  Config awaitMillis(long millis) {
    return awaitNewest(recording -> recording.getLong("durationMillis") >= millis);
  }

  Config awaitState(String state) {
    return awaitNewest(recording -> recording.getString("state").equals(state));
  }

  @Override
  public void close() {
    client.close();
  }
}
