package live.vitrine.media.webhook;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All webhooks of a server. Any thread; nothing here blocks but opening and closing. */
public final class Webhooks implements AutoCloseable {
  /** How long messages of the last moment may take to be delivered when the server stops. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String FOLDER = "webhooks";
  private static final int FOLDER_NAME_DIGITS = 16;
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  private final WebhookSettings settings;
  private final Clock clock;
  private final @Nullable HttpSender sender;
  private final List<Endpoint> endpoints;
  private final List<Courier> couriers;
  private final @Nullable Outbox outbox;
  private final AuthorizeFigures authorizeFigures = new AuthorizeFigures();

  private Webhooks(
      WebhookSettings settings,
      Clock clock,
      @Nullable HttpSender sender,
      List<Endpoint> endpoints) {
    this.settings = settings;
    this.clock = clock;
    this.sender = sender;
    this.endpoints = List.copyOf(endpoints);
    this.couriers = endpoints.stream().map(Courier::new).toList();
    this.outbox =
        endpoints.isEmpty() ? null : new Outbox(endpoints, () -> couriers.forEach(Courier::wake));
  }

  /**
   * Opens the queues and begins to deliver what they hold. Touches the disk, unless the settings
   * name nobody.
   *
   * @throws IOException the folder or the secret cannot be used; the message says which and why
   */
  public static Webhooks open(WebhookSettings settings, Clock clock) throws IOException {
    if (settings.isOff()) {
      return new Webhooks(settings, clock, null, List.of());
    }
    String secret =
        settings.secret().isEmpty() ? SecretFile.readOrCreate(settings.data()) : settings.secret();
    HttpSender sender = new HttpSender(new Signer(secret), clock);
    List<Endpoint> endpoints = new ArrayList<>();
    try {
      for (URI url : settings.urls().stream().distinct().toList()) {
        DiskQueue queue = DiskQueue.open(folder(settings.data(), url), DiskQueue.Limits.DEFAULT);
        endpoints.add(
            new Endpoint(endpoints.size(), url, queue, sender, clock, new SplittableRandom()));
      }
    } catch (IOException | RuntimeException e) {
      closeAll(endpoints);
      sender.close();
      throw e;
    }
    return new Webhooks(settings, clock, sender, endpoints);
  }

  /** By the address, which itself may hold a secret: the order of the settings may change. */
  private static Path folder(Path data, URI url) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(url.toString().getBytes(StandardCharsets.UTF_8));
      String name = HexFormat.of().formatHex(hash).substring(0, FOLDER_NAME_DIGITS);
      return data.resolve(FOLDER).resolve(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** For the hub: what wants to see every stream. */
  public List<Function<LiveStream, StreamObserver>> observers() {
    Outbox open = outbox;
    return open == null
        ? List.of()
        : List.of(stream ->
            new StreamEvents(
                stream, settings.instanceId(), settings.reconnectGrace(), clock, open::offer));
  }

  /** Asks about publishers that {@code first} lets in, if anybody is to be asked. */
  public PublishAuthorizer asking(PublishAuthorizer first) {
    URI url = settings.authorizeUrl();
    if (url == null || sender == null) {
      return first;
    }
    return new AskingAuthorizer(
        first,
        new AskingAuthorizer.Question(
            url, settings.authorizeTimeout(), settings.allowUnanswered(), settings.instanceId()),
        sender,
        clock,
        authorizeFigures);
  }

  /** Tells that a recording can be watched. */
  public void recordingReady(RecordingReady recording) {
    if (outbox == null) {
      return;
    }
    Event event =
        Event.of(
            EventType.RECORDING_READY,
            clock.instant(),
            json ->
                json.text("recordingId", recording.recordingId())
                    .text("streamId", recording.streamId().value())
                    .text("instanceId", settings.instanceId())
                    .text("startedAt", recording.startedAt().toString())
                    .number("durationMillis", recording.duration().toMillis())
                    .number("sizeBytes", recording.sizeBytes())
                    .text("codecs", recording.codecs())
                    .text("path", recording.path()));
    outbox.offer(new Outgoing(recording.streamId(), event));
  }

  /** Messages that wait, at all endpoints together. */
  int queued() {
    return endpoints.stream().mapToInt(Endpoint::queued).sum();
  }

  /** For the metrics. */
  public MeterBinder meters() {
    return new WebhookMeters(endpoints, authorizeFigures);
  }

  /** For the control API. */
  public HttpRoute resource() {
    return new WebhooksResource(endpoints);
  }

  /**
   * Writes what was handed over, delivers for a moment, and ends. What is not delivered by then is
   * after the next start. Call it when the event loops have stopped.
   */
  @Override
  public void close() {
    if (outbox != null) {
      outbox.close();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    couriers.forEach(Courier::finish);
    for (Courier courier : couriers) {
      courier.close(
          Duration.ofNanos(
              Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime())));
    }
    closeAll(endpoints);
    if (sender != null) {
      sender.close();
    }
  }

  private static void closeAll(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      try {
        endpoint.close();
      } catch (IOException e) {
        LOG.warn("webhook {}: cannot close the queue: {}", endpoint.index(), e.toString());
      }
    }
  }
}
