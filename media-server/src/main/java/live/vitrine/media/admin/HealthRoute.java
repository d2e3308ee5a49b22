package live.vitrine.media.admin;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.api.Answers;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;

/**
 * {@code /healthz}: every event loop that carries media answers in time. {@code /readyz}: the
 * server takes publishers and viewers.
 */
final class HealthRoute implements HttpRoute {
  /** An event loop that takes longer is stuck: a restart is better than waiting. */
  static final int ALIVE_SECONDS = 1;

  private final Readiness readiness;
  private final List<EventLoop> loops;

  HealthRoute(Readiness readiness, List<EventLoop> loops) {
    this.readiness = readiness;
    this.loops = loops;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    boolean health = exchange.path().equals("/healthz");
    if (!health && !exchange.path().equals("/readyz")) {
      return false;
    }
    if (!Answers.isRead(exchange)) {
      exchange.respondMethodNotAllowed("GET, HEAD");
    } else if (health) {
      answerHealth(exchange);
    } else {
      answerReadiness(exchange);
    }
    return true;
  }

  private void answerReadiness(HttpExchange exchange) {
    Readiness.State state = readiness.state();
    exchange.respondText(
        state == Readiness.State.READY
            ? HttpResponseStatus.OK
            : HttpResponseStatus.SERVICE_UNAVAILABLE,
        state.label());
  }

  private void answerHealth(HttpExchange exchange) {
    List<CompletableFuture<Void>> pulses = loops.stream().map(HealthRoute::pulse).toList();
    CompletableFuture<Void> all = CompletableFuture.allOf(pulses.toArray(CompletableFuture[]::new));
    // Whichever comes first; the other finds the exchange answered.
    var deadline =
        exchange
            .channel()
            .eventLoop()
            .schedule(() -> answerStuck(exchange, pulses), ALIVE_SECONDS, TimeUnit.SECONDS);
    exchange.respondWith(
        all,
        done -> {
          deadline.cancel(false);
          exchange.respondText(HttpResponseStatus.OK, "alive");
        });
  }

  private static CompletableFuture<Void> pulse(EventLoop loop) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    try {
      loop.execute(() -> answer.complete(null));
    } catch (RejectedExecutionException _) {
      // It has stopped, as it was told to.
      answer.complete(null);
    }
    return answer;
  }

  private static void answerStuck(HttpExchange exchange, List<CompletableFuture<Void>> pulses) {
    long stuck = pulses.stream().filter(pulse -> !pulse.isDone()).count();
    exchange.respondText(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "%d of %d event loops did not answer within %d s"
            .formatted(stuck, pulses.size(), ALIVE_SECONDS));
  }
}
