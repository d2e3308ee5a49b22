package live.vitrine.media.hub;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;

/**
 * A stream's current metadata and codec configuration: what a viewer who comes late needs first.
 * Confined to the stream's event loop; owns a reference of each tag it keeps.
 */
final class StreamTracks {
  /** In this order a viewer gets them. */
  private static final List<TagType> ORDER = List.of(TagType.SCRIPT, TagType.VIDEO, TagType.AUDIO);

  private record Kept(FlvTag tag, int version) {}

  private final Map<TagType, Kept> kept = new EnumMap<>(TagType.class);

  /** Announced by configuration, or seen. */
  private final Set<TagType> tracks = EnumSet.noneOf(TagType.class);

  private boolean pictureSeen;
  private int version;

  /** How often anything here has changed. */
  int version() {
    return version;
  }

  /** Whether there are coded pictures, not only the promise of some. */
  boolean hasPicture() {
    return pictureSeen;
  }

  @Nullable FlvTag videoConfiguration() {
    return tag(TagType.VIDEO);
  }

  @Nullable FlvTag audioConfiguration() {
    return tag(TagType.AUDIO);
  }

  private @Nullable FlvTag tag(TagType type) {
    Kept known = kept.get(type);
    return known == null ? null : known.tag;
  }

  /** Takes note of coded sound or picture. */
  void sawFrame(FlvTag tag) {
    tracks.add(tag.type());
    pictureSeen |= tag.type() == TagType.VIDEO;
  }

  /** Another publisher follows: which tracks there are shows again. */
  void restart() {
    tracks.clear();
    pictureSeen = false;
  }

  /**
   * Keeps a configuration or metadata tag.
   *
   * @return whether it says anything new; players stumble over repeated configuration
   */
  boolean keep(FlvTag tag) {
    tracks.add(tag.type());
    FlvTag known = tag(tag.type());
    if (known != null && known.hasSamePayload(tag)) {
      return false;
    }
    if (known != null) {
      known.release();
    }
    version++;
    kept.put(tag.type(), new Kept(tag.retain(), version));
    return true;
  }

  /** A preamble for a viewer who starts at {@code timestamp}; owned by the caller. */
  JoinPreamble retainedPreamble(long timestamp) {
    List<JoinPreamble.Part> parts = new ArrayList<>(ORDER.size());
    for (TagType type : ORDER) {
      Kept part = kept.get(type);
      if (part != null && tracks.contains(type)) {
        parts.add(new JoinPreamble.Part(part.tag.retainedCopyAt(timestamp), part.version));
      }
    }
    return new JoinPreamble(
        tracks.contains(TagType.AUDIO), tracks.contains(TagType.VIDEO), version, parts);
  }

  void release() {
    kept.values().forEach(part -> part.tag.release());
    kept.clear();
  }
}
