package live.vitrine.media.admin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.vitrine.media.api.Answers;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics}. The registry is made at the first scrape, because everything in it only looks
 * at what is counted anyway: a server that nobody scrapes pays nothing for it. Scrapes run one
 * after the other on virtual threads.
 */
final class MetricsRoute implements HttpRoute {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final AdminContext context;
  private final List<LagProbe> probes;
  private final Object lock = new Object();
  private @Nullable Metrics metrics;

  MetricsRoute(AdminContext context, List<LagProbe> probes) {
    this.context = context;
    this.probes = List.copyOf(probes);
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().equals("/metrics")) {
      return false;
    }
    if (!Answers.isRead(exchange)) {
      exchange.respondMethodNotAllowed("GET, HEAD");
      return true;
    }
    CompletableFuture<byte[]> text = new CompletableFuture<>();
    Thread.ofVirtual().name("scrape").start(() -> scrape(text));
    exchange.respondWith(text, body -> Answers.bytes(exchange, CONTENT_TYPE, body));
    return true;
  }

  private void scrape(CompletableFuture<byte[]> answer) {
    try {
      answer.complete(scrape().getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private String scrape() {
    synchronized (lock) {
      if (metrics == null) {
        metrics = new Metrics(context, probes);
      }
      return metrics.scrape();
    }
  }
}
