package live.vitrine.media.mp4;

import java.util.List;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/** A "moov" box that was read. */
record Movie(List<RecordedTrack> tracks, List<TrackDefaults> defaults) {
  Movie {
    tracks = List.copyOf(tracks);
    defaults = List.copyOf(defaults);
    if (tracks.isEmpty()) {
      throw new Mp4Exception(Reason.MISSING, "no track in 'moov'");
    }
    for (int i = 1; i < tracks.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (tracks.get(i).id() == tracks.get(j).id()) {
          throw new Mp4Exception(
              Reason.INVALID, "two tracks have the id %d".formatted(tracks.get(i).id()));
        }
      }
    }
  }

  /** The track that times are told by: the first of pictures, or else the first. */
  RecordedTrack leading() {
    for (RecordedTrack track : tracks) {
      if (track.video()) {
        return track;
      }
    }
    return tracks.getFirst();
  }

  RecordedTrack track(int id) {
    for (RecordedTrack track : tracks) {
      if (track.id() == id) {
        return track;
      }
    }
    throw new Mp4Exception(Reason.INVALID, "a fragment is of track %d".formatted(id));
  }

  TrackDefaults defaults(int trackId) {
    for (TrackDefaults candidate : defaults) {
      if (candidate.trackId() == trackId) {
        return candidate;
      }
    }
    throw new Mp4Exception(Reason.MISSING, "no 'trex' of track %d".formatted(trackId));
  }
}
