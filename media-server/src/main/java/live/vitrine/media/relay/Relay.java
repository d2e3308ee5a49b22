package live.vitrine.media.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamObserver;

/** Pushes and pulls of one server. Any thread. */
public final class Relay implements MeterBinder, AutoCloseable {
  private static final String PUSH_FILE = "push-targets";
  private static final String PULL_FILE = "pulls";

  private final RelayCounters counters = new RelayCounters();
  private final Dialer dialer;
  private final Path data;
  private final Supplier<EventLoop> loops;
  private final Pushes pushes;

  /**
   * A relay that has nothing to do yet.
   *
   * @param data where targets and sources are kept, in files that nobody else may read
   * @param loops gives the event loop of the next connection, of those that carry media
   * @param ownPort whether this server itself listens on a port
   * @throws IOException TLS cannot be set up
   */
  public Relay(Path data, Supplier<EventLoop> loops, IntPredicate ownPort) throws IOException {
    this(data, loops, ownPort, SslContextBuilder.forClient().build());
  }

  /** As the other, with other servers trusted than those that Java trusts. */
  Relay(Path data, Supplier<EventLoop> loops, IntPredicate ownPort, SslContext tls) {
    this.data = data;
    this.loops = loops;
    this.dialer = new Dialer(tls, ownPort);
    this.pushes = new Pushes(new LinesFile(data.resolve(PUSH_FILE)), loops, dialer, counters);
  }

  /** Sees that a stream begins: for the hub. */
  public StreamObserver observe(LiveStream stream) {
    return pushes.observe(stream);
  }

  /**
   * Takes up what the data folder says. Touches the disk.
   *
   * @param draining whether publishers are about to leave, so that pulls take their place
   * @return the routes of the control API and of the playback port
   * @throws IOException a file cannot be used; the message says which and why
   */
  public Routes start(Hub hub, BooleanSupplier draining) throws IOException {
    Pulls pulls =
        new Pulls(new LinesFile(data.resolve(PULL_FILE)), hub, loops, dialer, counters, draining);
    pushes.load();
    pulls.load();
    return new Routes(
        List.of(new PushResource(pushes), new PullResource(pulls)), new OnDemandRoute(pulls, hub));
  }

  /**
   * What the ports answer.
   *
   * @param admin for the control API
   * @param playback to be asked before those that serve streams
   */
  public record Routes(List<HttpRoute> admin, HttpRoute playback) {}

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "vitrine.pushes", RelayCounters::pushesLive, "Pushes that send");
    gauge(registry, "vitrine.pulls", RelayCounters::pullsLive, "Pulls that feed a stream");
    counter(
        registry,
        "vitrine.push.failures",
        "",
        RelayCounters::pushFailures,
        "Pushes that failed or were lost");
    counter(
        registry,
        "vitrine.pull.failures",
        "",
        RelayCounters::pullFailures,
        "Pulls that failed or were lost");
    counter(
        registry, "vitrine.push.sent", "bytes", RelayCounters::bytesPushed, "Sent to push targets");
    counter(
        registry,
        "vitrine.pull.received",
        "bytes",
        RelayCounters::bytesPulled,
        "Media pulled from other servers");
  }

  private void gauge(
      MeterRegistry registry, String name, ToDoubleFunction<RelayCounters> value, String text) {
    Gauge.builder(name, counters, value).description(text).register(registry);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String unit,
      ToDoubleFunction<RelayCounters> value,
      String text) {
    FunctionCounter.builder(name, counters, value)
        .baseUnit(unit.isEmpty() ? null : unit)
        .description(text)
        .register(registry);
  }

  /** Makes no further connections; those that are there end with their streams. */
  @Override
  public void close() {
    dialer.close();
  }
}
