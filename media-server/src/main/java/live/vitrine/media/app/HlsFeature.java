package live.vitrine.media.app;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import live.vitrine.media.config.HlsOptions;
import live.vitrine.media.config.Settings;
import live.vitrine.media.hls.HlsCounters;
import live.vitrine.media.hls.HlsRoute;
import live.vitrine.media.hls.HlsSettings;
import live.vitrine.media.hls.HlsShows;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hls.cmaf.CmafMeters;
import live.vitrine.media.hls.cmaf.CmafRoute;
import live.vitrine.media.hls.cmaf.CmafSettings;
import live.vitrine.media.hls.cmaf.CmafShows;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamObserver;

/** HLS: transport streams and fragmented MP4 from the same tags, in the same store. */
final class HlsFeature implements AutoCloseable {
  private final SegmentStore segments;
  private final SegmentStore disk;
  private final HlsShows transportStreams;
  private final CmafShows fragmented;

  /**
   * No shows yet.
   *
   * @throws IOException the folder for older segments cannot be made
   */
  HlsFeature(Settings settings, Clock clock, ByteBufAllocator allocator) throws IOException {
    HlsOptions options = settings.hls();
    Path folder = Files.createDirectories(settings.data().resolve("hls"));
    segments = SegmentStore.inMemoryOr(settings.data());
    disk = new SegmentStore(folder, options.diskBytes());
    transportStreams = new HlsShows(HlsSettings.defaults(), segments, clock, allocator);
    fragmented =
        new CmafShows(
            CmafSettings.of(options.part(), options.dvr()), segments, disk, clock, allocator);
  }

  /** A stream goes live. */
  StreamObserver observeTransportStream(LiveStream stream) {
    return transportStreams.observe(stream);
  }

  /** A stream goes live. */
  StreamObserver observeFragmented(LiveStream stream) {
    return fragmented.observe(stream);
  }

  List<HttpRoute> routes(Hub hub) {
    return List.of(new HlsRoute(transportStreams, hub), new CmafRoute(fragmented, hub));
  }

  SegmentStore segments() {
    return segments;
  }

  HlsCounters counters() {
    return transportStreams.counters();
  }

  MeterBinder meters() {
    return new CmafMeters(fragmented.counters(), disk);
  }

  @Override
  public void close() {
    fragmented.close();
  }
}
