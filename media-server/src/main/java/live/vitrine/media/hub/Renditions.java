package live.vitrine.media.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;

/**
 * The selections of a stream's tracks that are sent to viewers. Each further video track has one
 * with the main sound from its first tag on, and each further audio track one with the main
 * picture, so that viewers start with a key frame at once; other selections begin when somebody
 * asks. Confined to the stream's event loop, apart from what is documented otherwise.
 */
final class Renditions {
  private final LiveStream stream;
  private boolean ended;

  /** Changed on the stream's event loop; there is hardly ever more than one. */
  private final List<Rendition> all = new CopyOnWriteArrayList<>();

  /** For viewers, who come on any event loop. */
  private final Map<TrackSelection, Rendition> bySelection = new ConcurrentHashMap<>();

  private final SortedSet<Integer> videoTracks = new ConcurrentSkipListSet<>();
  private final SortedSet<Integer> audioTracks = new ConcurrentSkipListSet<>();

  Renditions(LiveStream stream) {
    this.stream = stream;
    Rendition main = new Rendition(stream, TrackSelection.MAIN);
    bySelection.put(TrackSelection.MAIN, main);
    all.add(main);
  }

  /** What viewers get who ask for nothing else. */
  Rendition main() {
    return all.getFirst();
  }

  /** Numbers of the tracks seen so far. Any thread. */
  SortedSet<Integer> tracks(TagType type) {
    return type == TagType.VIDEO ? videoTracks : audioTracks;
  }

  /**
   * The selection on its way to viewers; empty when the stream lacks one of its tracks. Any thread.
   */
  Optional<Rendition> find(TrackSelection selection) {
    Rendition known = bySelection.get(selection);
    if (known != null) {
      return Optional.of(known);
    }
    if (!isThere(videoTracks, selection.video()) || !isThere(audioTracks, selection.audio())) {
      return Optional.empty();
    }
    return Optional.of(begin(selection));
  }

  private static boolean isThere(SortedSet<Integer> tracks, int track) {
    return track == TrackSelection.NONE || tracks.contains(track);
  }

  private Rendition begin(TrackSelection selection) {
    return bySelection.computeIfAbsent(
        selection,
        key -> {
          Rendition rendition = new Rendition(stream, key);
          stream.onOwner(() -> join(rendition));
          return rendition;
        });
  }

  /** What others know of its tracks it must know too. */
  private void join(Rendition rendition) {
    if (ended) {
      rendition.end();
      return;
    }
    for (Rendition other : all) {
      other.tracks().copyTo(rendition.tracks(), rendition.selection());
    }
    all.add(rendition);
  }

  /** Sends a tag to all whom it is for. Takes ownership. */
  void take(FlvTag tag, long now) {
    noteTrack(tag);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).add(tag, now);
    }
    tag.release();
  }

  private void noteTrack(FlvTag tag) {
    switch (tag.type()) {
      case VIDEO -> {
        if (videoTracks.add(tag.track()) && tag.track() > 0) {
          Rendition _ = begin(new TrackSelection(tag.track(), 0));
        }
      }
      case AUDIO -> {
        if (audioTracks.add(tag.track()) && tag.track() > 0) {
          Rendition _ = begin(new TrackSelection(0, tag.track()));
        }
      }
      case SCRIPT -> {}
    }
  }

  void forEach(Consumer<Rendition> action) {
    all.forEach(action);
  }

  /** The stream is over for good. */
  void end() {
    ended = true;
    all.forEach(Rendition::end);
  }
}
