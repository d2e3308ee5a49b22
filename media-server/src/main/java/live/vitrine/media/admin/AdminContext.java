package live.vitrine.media.admin;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import live.vitrine.media.hls.HlsCounters;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.rtmp.session.RtmpCounters;
import live.vitrine.media.streamkey.StreamKeys;

/**
 * What the admin port shows and changes.
 *
 * @param version of the program
 * @param instanceId its name in playback paths
 * @param ports asked only once the server is ready
 * @param eventLoops those that carry media
 * @param meters figures of the features that bring their own, bound at the first scrape
 */
public record AdminContext(
    String version,
    String instanceId,
    Instant startedAt,
    Readiness readiness,
    Supplier<Ports> ports,
    List<EventLoop> eventLoops,
    Hub hub,
    StreamKeys keys,
    RtmpCounters rtmp,
    HttpCounters playback,
    HttpCounters admin,
    HlsCounters hls,
    SegmentStore segments,
    List<MeterBinder> meters) {
  public AdminContext {
    eventLoops = List.copyOf(eventLoops);
    meters = List.copyOf(meters);
  }
}
