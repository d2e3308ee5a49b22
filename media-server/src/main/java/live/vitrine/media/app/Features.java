package live.vitrine.media.app;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import live.vitrine.media.config.AuthorizeFallback;
import live.vitrine.media.config.Settings;
import live.vitrine.media.config.WebhookOptions;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.recording.Recordings;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingState;
import live.vitrine.media.recording.writer.Volume;
import live.vitrine.media.webhook.RecordingReady;
import live.vitrine.media.webhook.WebhookSettings;
import live.vitrine.media.webhook.Webhooks;

/** What is made of streams beside what their viewers get as it comes: HLS, recordings, webhooks. */
record Features(HlsFeature hls, Recordings recordings, Webhooks webhooks) implements AutoCloseable {
  /**
   * Opens what they keep on disk.
   *
   * @param volume where recordings are written
   * @throws IOException a folder cannot be used
   */
  static Features open(Settings settings, Clock clock, ByteBufAllocator allocator, Volume volume)
      throws IOException {
    Webhooks webhooks = Webhooks.open(webhookSettings(settings), clock);
    HlsFeature hls = new HlsFeature(settings, clock, allocator);
    Recordings recordings = Recordings.open(settings.recording(), clock, allocator, volume);
    recordings.onOver(recording -> tell(webhooks, recording));
    return new Features(hls, recordings, webhooks);
  }

  private static void tell(Webhooks webhooks, Recording recording) {
    if (recording.state() == RecordingState.READY) {
      webhooks.recordingReady(
          new RecordingReady(
              recording.id().value(),
              recording.stream(),
              recording.startedAt(),
              Duration.ofMillis(recording.durationMillis()),
              recording.bytes(),
              recording.pictures().codecs(),
              "/vod/" + recording.id().value() + "/index.m3u8"));
    }
  }

  private static WebhookSettings webhookSettings(Settings settings) {
    WebhookOptions options = settings.webhooks();
    return new WebhookSettings(
        settings.data(),
        settings.instanceId(),
        options.urls(),
        options.secret(),
        options.authorizeUrl(),
        options.authorizeTimeout(),
        options.authorizeFallback() == AuthorizeFallback.ALLOW,
        settings.reconnectGrace());
  }

  /** What sees the tags of every stream. */
  List<Function<LiveStream, StreamObserver>> observers() {
    List<Function<LiveStream, StreamObserver>> observers = new ArrayList<>();
    observers.add(hls::observeTransportStream);
    observers.add(hls::observeFragmented);
    observers.add(recordings::observe);
    observers.addAll(webhooks.observers());
    return observers;
  }

  /** Resources on the admin port. */
  List<HttpRoute> resources() {
    return List.of(recordings.control(), webhooks.resource());
  }

  /** Figures. */
  List<MeterBinder> meters() {
    return List.of(hls.meters(), recordings.meters(), webhooks.meters());
  }

  /** After all streams have ended. */
  @Override
  public void close() {
    try (webhooks;
        recordings) {
      hls.close();
    }
  }
}
