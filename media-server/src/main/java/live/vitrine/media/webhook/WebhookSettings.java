package live.vitrine.media.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and who is asked.
 *
 * @param data the folder for queues and the secret
 * @param instanceId of this server
 * @param urls each is told everything; empty for nobody
 * @param secret {@code whsec_} and base64; empty for the one in the data folder
 * @param authorizeUrl is asked before a publisher is let in; null asks nobody
 * @param authorizeTimeout how long its answer may take
 * @param allowUnanswered whether a publisher is let in when there is no answer
 * @param reconnectGrace how long a stream waits for a lost publisher
 */
public record WebhookSettings(
    Path data,
    String instanceId,
    List<URI> urls,
    String secret,
    @Nullable URI authorizeUrl,
    Duration authorizeTimeout,
    boolean allowUnanswered,
    Duration reconnectGrace) {
  public WebhookSettings {
    urls = List.copyOf(urls);
  }

  boolean isOff() {
    return urls.isEmpty() && authorizeUrl == null;
  }
}
