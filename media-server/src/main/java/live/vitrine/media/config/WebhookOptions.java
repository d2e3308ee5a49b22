package live.vitrine.media.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what happens, and who is asked whether a publisher may.
 *
 * @param urls each is told everything; empty for nobody
 * @param secret {@code whsec_} and base64 of 24 to 64 bytes; empty for the one that is kept in the
 *     data folder
 * @param authorizeUrl is asked before a publisher is let in; null asks nobody
 * @param authorizeTimeout how long its answer may take
 * @param authorizeFallback what holds when there is no answer
 */
public record WebhookOptions(
    List<URI> urls,
    String secret,
    @Nullable URI authorizeUrl,
    Duration authorizeTimeout,
    AuthorizeFallback authorizeFallback) {
  public WebhookOptions {
    urls = List.copyOf(urls);
  }
}
