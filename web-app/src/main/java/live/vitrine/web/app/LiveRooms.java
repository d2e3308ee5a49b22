package live.vitrine.web.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import live.vitrine.web.api.RoomStates;
import live.vitrine.web.media.LiveStream;
import live.vitrine.web.media.MediaAnswer;

/**
 * Which rooms have a show, as the media-server says; asked at most every {@value #SECONDS} s,
 * however many want to know. Nobody is live while it is away. Any thread that may block.
 */
final class LiveRooms implements RoomStates {
  private static final int SECONDS = 2;
  private static final long KEPT = Duration.ofSeconds(SECONDS).toNanos();
  private static final RoomState DARK = new RoomState(false, List.of());

  private final Supplier<MediaAnswer<List<LiveStream>>> media;
  private final URI playback;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known = new Known(Set.of(), System.nanoTime() - KEPT);

  private record Known(Set<String> live, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < KEPT;
    }
  }

  /**
   * Makes it.
   *
   * @param playback where viewers find the media-server, without a slash at the end
   */
  LiveRooms(Supplier<MediaAnswer<List<LiveStream>>> media, URI playback) {
    this.media = media;
    this.playback = playback;
  }

  @Override
  public RoomState of(String streamId) {
    if (!live().contains(streamId)) {
      return DARK;
    }
    String stream = playback + "/live/" + streamId;
    return new RoomState(
        true,
        List.of(
            new Playback("http-flv", stream + ".flv"),
            new Playback("hls", stream + "/index.m3u8")));
  }

  private Set<String> live() {
    if (!known.isFresh()) {
      asking.lock();
      try {
        if (!known.isFresh()) {
          known = new Known(ask(), System.nanoTime());
        }
      } finally {
        asking.unlock();
      }
    }
    return known.live();
  }

  private Set<String> ask() {
    return switch (media.get()) {
      case MediaAnswer.Answered<List<LiveStream>>(List<LiveStream> streams) ->
          streams.stream().map(LiveStream::id).collect(Collectors.toUnmodifiableSet());
      case MediaAnswer.Away<List<LiveStream>> _ -> Set.of();
    };
  }
}
