package live.vitrine.media.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import live.vitrine.media.hls.HlsCounters;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.hub.FanoutCounters;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamState;
import live.vitrine.media.hub.ViewerProtocol;
import live.vitrine.media.rtmp.session.CloseCause;
import live.vitrine.media.rtmp.session.RtmpCounters;
import org.jspecify.annotations.Nullable;

/**
 * The server's figures under their documented names ({@code docs/metrics.md}). Looks at what is
 * counted elsewhere and counts nothing itself. Used by one thread at a time.
 */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AdminContext context;

  /** Statuses that have a counter, by port: which ones there are shows as they are answered. */
  private final Set<String> statuses = new HashSet<>();

  Metrics(AdminContext context, List<LagProbe> probes) {
    this.context = context;
    bindHub(context.hub());
    bindRtmp(context.rtmp());
    bindHttp("playback", context.playback());
    bindHttp("admin", context.admin());
    bindHls(context.hls(), context.segments());
    bindEventLoops(probes);
    ProcessMetrics.bind(registry, context.startedAt());
    context.meters().forEach(meters -> meters.bindTo(registry));
  }

  String scrape() {
    bindStatuses("playback", context.playback());
    bindStatuses("admin", context.admin());
    return registry.scrape();
  }

  private void bindHub(Hub hub) {
    for (StreamState state : List.of(StreamState.LIVE, StreamState.RECONNECTING)) {
      Gauge.builder("vitrine.streams", hub, h -> streams(h, state))
          .tags("state", state.label())
          .description("Streams")
          .register(registry);
    }
    Gauge.builder("vitrine.publishers", hub, Metrics::publishers)
        .description("Connections that feed a stream")
        .register(registry);
    for (ViewerProtocol protocol : ViewerProtocol.values()) {
      if (protocol.isAudience()) {
        Gauge.builder("vitrine.viewers", hub, h -> viewers(h, protocol))
            .tags("protocol", protocol.label())
            .description("Viewers")
            .register(registry);
      }
    }
    FanoutCounters counters = hub.counters();
    counter("vitrine.viewer.sent", "bytes", counters.bytesSent(), "Sent to viewers, with framing");
    counter("vitrine.viewers.started", null, counters.viewersStarted(), "Viewers that got media");
    counter(
        "vitrine.viewers.jumped",
        null,
        counters.viewersJumped(),
        "Times a slow viewer was moved on to the newest key frame");
    counter(
        "vitrine.viewers.stalled",
        null,
        counters.viewersStalled(),
        "Viewers cut off because they took nothing");
    counter(
        "vitrine.messages.damaged",
        null,
        counters.messagesDamaged(),
        "Media messages that could not be read, left out");
    counter("vitrine.tags.skipped", null, counters.tagsSkipped(), "Tags left out for slow viewers");
  }

  private static double publishers(Hub hub) {
    return hub.streams().stream().filter(stream -> stream.publisher() != null).count();
  }

  private static double streams(Hub hub, StreamState state) {
    return hub.streams().stream().filter(stream -> stream.state() == state).count();
  }

  private static double viewers(Hub hub, ViewerProtocol protocol) {
    int sum = 0;
    for (LiveStream stream : hub.streams()) {
      sum += stream.viewers(protocol);
    }
    return sum;
  }

  private void counter(String name, @Nullable String unit, LongAdder adder, String text) {
    FunctionCounter.builder(name, adder, LongAdder::sum)
        .baseUnit(unit)
        .description(text)
        .register(registry);
  }

  private void bindRtmp(RtmpCounters counters) {
    Gauge.builder("vitrine.rtmp.connections", counters, RtmpCounters::connections)
        .description("Open RTMP and RTMPS connections")
        .register(registry);
    FunctionCounter.builder("vitrine.rtmp.received", counters, RtmpCounters::bytesReceived)
        .baseUnit("bytes")
        .description("Read from RTMP and RTMPS connections")
        .register(registry);
    for (CloseCause cause : CloseCause.values()) {
      FunctionCounter.builder("vitrine.rtmp.closed", counters, c -> c.closed(cause))
          .tags("cause", label(cause))
          .description("RTMP connections that the server closed")
          .register(registry);
    }
  }

  private void bindHttp(String port, HttpCounters counters) {
    Gauge.builder("vitrine.http.connections", counters, HttpCounters::connections)
        .tags("port", port)
        .description("Open HTTP and WebSocket connections")
        .register(registry);
    Gauge.builder("vitrine.http2.connections", counters, HttpCounters::http2Connections)
        .tags("port", port)
        .description("Open HTTP connections that speak HTTP/2")
        .register(registry);
    for (HttpCounters.Refusal reason : HttpCounters.Refusal.values()) {
      FunctionCounter.builder("vitrine.http.refused", counters, c -> c.refused(reason))
          .tags("port", port, "reason", label(reason))
          .description("HTTP connections closed for what they sent")
          .register(registry);
    }
  }

  private void bindStatuses(String port, HttpCounters counters) {
    counters
        .responses()
        .forEach((status, count) -> {
          if (statuses.add(port + " " + status)) {
            FunctionCounter.builder("vitrine.http.responses", count, LongAdder::sum)
                .tags("port", port, "status", String.valueOf(status))
                .description("HTTP responses")
                .register(registry);
          }
        });
  }

  private void bindHls(HlsCounters counters, SegmentStore store) {
    FunctionCounter.builder("vitrine.hls.segments", counters, HlsCounters::segments)
        .description("Segments finished")
        .register(registry);
    FunctionCounter.builder("vitrine.hls.forced.cuts", counters, HlsCounters::forcedCuts)
        .description("Segments that end without a key frame, because none came in time")
        .register(registry);
    leftOut("damaged", counters, HlsCounters::damagedFrames);
    leftOut("unsupported", counters, HlsCounters::unsupportedFrames);
    FunctionCounter.builder("vitrine.hls.store.failures", counters, HlsCounters::storeFailures)
        .description("Segments lost because they could not be stored")
        .register(registry);
    Gauge.builder("vitrine.hls.files", store, SegmentStore::openFiles)
        .description("Segments that are listed, being written or being sent")
        .register(registry);
    Gauge.builder("vitrine.hls.stored", store, SegmentStore::bytes)
        .baseUnit("bytes")
        .description("In all of these")
        .register(registry);
  }

  private void leftOut(String reason, HlsCounters counters, ToDoubleFunction<HlsCounters> count) {
    FunctionCounter.builder("vitrine.hls.frames.left.out", counters, count)
        .tags("reason", reason)
        .description("Frames that are in no segment")
        .register(registry);
  }

  private void bindEventLoops(List<LagProbe> probes) {
    for (int i = 0; i < probes.size(); i++) {
      Gauge.builder("vitrine.event.loop.lag", probes.get(i), LagProbe::worstSeconds)
          .tags("loop", String.valueOf(i))
          .baseUnit("seconds")
          .description("The latest that something ran which was due, in the last 15 to 30 s")
          .register(registry);
    }
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
