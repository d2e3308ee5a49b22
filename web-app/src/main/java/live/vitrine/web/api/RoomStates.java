package live.vitrine.web.api;

import java.util.List;

/** Where shows run at the moment. Any thread that may block. */
@FunctionalInterface
public interface RoomStates {
  /** The state of a stream; not live where nothing is known of it. */
  RoomState of(String streamId);

  /** Whether a show runs, and where it can be fetched. */
  record RoomState(boolean live, List<Playback> playback) {}

  /**
   * One way to watch.
   *
   * @param kind {@code http-flv} or {@code hls}
   * @param url to be used as it is
   */
  record Playback(String kind, String url) {}
}
