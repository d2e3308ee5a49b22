package live.vitrine.media.hls.cmaf;

import java.util.Map;
import java.util.TreeMap;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.flv.MediaPayload;
import org.jspecify.annotations.Nullable;

/** What the decoders of a stream's tracks are set up with, as far as the publisher has said. */
final class StreamConfigurations {
  /** Bounds what a publisher can make of track numbers: 256 of each kind are possible. */
  static final int MAX_TRACKS = 16;

  private record Known(FourCc codec, CodecConfiguration configuration) {}

  private final Map<TrackKey, Known> known = new TreeMap<>();

  /**
   * Looks whether a tag says how its track is to be decoded.
   *
   * @param payload located at the tag
   * @return whether this is new
   * @throws live.vitrine.media.codec.CodecException it says so in bytes that make no sense
   */
  boolean learn(FlvTag tag, MediaPayload payload) {
    FourCc codec = payload.codec();
    if (codec == null || (!tag.isConfiguration() && !isNewWithoutStart(tag, codec))) {
      return false;
    }
    TrackKey key = TrackKey.of(tag);
    CodecConfiguration configuration =
        CodecConfiguration.parse(codec, tag.buffer(), payload.index(), payload.length());
    if (!known.containsKey(key) && known.size() >= MAX_TRACKS) {
      return false;
    }
    Known before = known.put(key, new Known(codec, configuration));
    return before == null || !before.configuration().equals(configuration);
  }

  /** These codecs have no sequence start: a frame says how it is to be decoded. */
  private boolean isNewWithoutStart(FlvTag tag, FourCc codec) {
    return switch (codec) {
      case AC3, EAC3, MP3 -> {
        Known before = known.get(TrackKey.of(tag));
        yield tag.isCodedFrame() && (before == null || before.codec() != codec);
      }
      case AVC, HEVC, VVC, AV1, VP9, VP8, AAC, OPUS, FLAC -> false;
    };
  }

  /** Of a track whose frames can be decoded. */
  @Nullable CodecConfiguration get(TrackKey key) {
    Known track = known.get(key);
    return track == null ? null : track.configuration();
  }

  /** Tracks known so far: pictures first, then by number. */
  Iterable<TrackKey> tracks() {
    return known.keySet();
  }

  /** Whether any track has pictures. */
  boolean hasVideo() {
    return known.keySet().stream().anyMatch(TrackKey::isVideo);
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  void clear() {
    known.clear();
  }
}
