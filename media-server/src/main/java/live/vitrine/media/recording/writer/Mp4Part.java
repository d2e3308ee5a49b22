package live.vitrine.media.recording.writer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.mp4.HybridMp4;
import live.vitrine.media.mp4.InitSegment;
import live.vitrine.media.mp4.Mp4Track;
import live.vitrine.media.recording.library.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * One file of a recording: its tracks, which stay the same from its beginning to its end, and its
 * name.
 *
 * @param start when it begins on the stream's timeline, milliseconds
 */
record Mp4Part(String name, long start, Map<TrackKey, TrackWriter> tracks) {
  /** A file with these tracks, numbered in their order. */
  static Mp4Part of(String name, long start, Map<TrackKey, CodecConfiguration> configurations) {
    Map<TrackKey, TrackWriter> tracks = new LinkedHashMap<>();
    configurations.forEach((key, configuration) -> {
      int timescale = Configurations.timescale(configuration);
      tracks.put(key, new TrackWriter(new Mp4Track(tracks.size() + 1, configuration, timescale)));
    });
    return new Mp4Part(name, start, tracks);
  }

  byte[] head() {
    return HybridMp4.head(
        InitSegment.bytes(tracks.values().stream().map(TrackWriter::track).toList()));
  }

  /** Whether this track is decoded in the same way as when the file began. */
  boolean holds(TrackKey key, CodecConfiguration configuration) {
    TrackWriter writer = tracks.get(key);
    return writer != null && writer.track().configuration().equals(configuration);
  }

  /** The track that fragments are cut by; null where there is no picture. */
  @Nullable TrackWriter leader() {
    return tracks.values().stream()
        .filter(track -> track.track().isVideo())
        .findFirst()
        .orElse(null);
  }

  Pictures pictures() {
    List<String> codecs = new ArrayList<>();
    int width = 0;
    int height = 0;
    for (TrackWriter writer : tracks.values()) {
      CodecConfiguration configuration = writer.track().configuration();
      codecs.add(configuration.codecString());
      if (width == 0 && configuration instanceof CodecConfiguration.Video video) {
        width = video.width();
        height = video.height();
      }
    }
    return new Pictures(String.join(",", codecs), width, height);
  }

  /** Where the last sample ends that is in a fragment, milliseconds from the file's beginning. */
  long endMillis() {
    return tracks.values().stream().mapToLong(TrackWriter::endMillis).max().orElse(0);
  }
}
