package live.vitrine.media.webhook;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The figures of {@code docs/metrics.md}: by endpoint, which has a number and not its address. */
record WebhookMeters(List<Endpoint> endpoints, AuthorizeFigures authorize) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    for (Endpoint endpoint : endpoints) {
      String index = Integer.toString(endpoint.index());
      Gauge.builder("vitrine.webhook.queued", endpoint, Endpoint::queued)
          .tags("endpoint", index)
          .description("Messages that wait")
          .register(registry);
      EndpointFigures figures = endpoint.figures();
      count(registry, "delivered", "Messages delivered", index, figures.delivered);
      count(registry, "failed", "Attempts that failed", index, figures.failed);
      count(registry, "dropped", "Messages that will not be delivered", index, figures.dropped);
    }
    answers(registry, "allowed", authorize.allowed);
    answers(registry, "refused", authorize.refused);
    answers(registry, "unanswered", authorize.unanswered);
  }

  private static void count(
      MeterRegistry registry, String name, String description, String index, LongAdder counter) {
    FunctionCounter.builder("vitrine.webhook." + name, counter, LongAdder::sum)
        .tags("endpoint", index)
        .description(description)
        .register(registry);
  }

  private static void answers(MeterRegistry registry, String answer, LongAdder counter) {
    FunctionCounter.builder("vitrine.webhook.authorize", counter, LongAdder::sum)
        .tags("answer", answer)
        .description("Publishers that were asked about")
        .register(registry);
  }
}
