package live.vitrine.media.hls.cmaf;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.hls.cmaf.Rendition.Content;

/**
 * Which renditions a show has. One track of each kind at most: a single rendition with both. More:
 * a rendition for each track, so that any pictures go with any sound. It stays as it is while the
 * show lasts, because players read the multivariant playlist once.
 */
final class Layout {
  /**
   * A rendition and what goes into it.
   *
   * @param tracks pictures first
   */
  record Place(String name, Content content, List<TrackKey> tracks) {}

  private Layout() {}

  /**
   * The renditions, the leading one first.
   *
   * @param tracks pictures first
   */
  static List<Place> of(List<TrackKey> tracks) {
    List<TrackKey> video = tracks.stream().filter(TrackKey::isVideo).toList();
    List<TrackKey> audio = tracks.stream().filter(track -> !track.isVideo()).toList();
    if (video.size() <= 1 && audio.size() <= 1) {
      return List.of(new Place("main", Content.ALL, mainTracks(video, audio)));
    }
    List<Place> places = new ArrayList<>();
    for (TrackKey track : video) {
      places.add(new Place("video" + track.number(), Content.VIDEO, List.of(track)));
    }
    for (TrackKey track : audio) {
      Content content = video.isEmpty() ? Content.ALL : Content.AUDIO;
      places.add(new Place("audio" + track.number(), content, List.of(track)));
    }
    return places;
  }

  /** A kind that is missing may still come, as the main track of that kind. */
  private static List<TrackKey> mainTracks(List<TrackKey> video, List<TrackKey> audio) {
    return List.of(
        video.isEmpty() ? TrackKey.MAIN_VIDEO : video.getFirst(),
        audio.isEmpty() ? TrackKey.MAIN_AUDIO : audio.getFirst());
  }
}
