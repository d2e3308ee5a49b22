package live.vitrine.media.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;

/**
 * Current metadata, codec configuration and events in force of one selection of tracks: what a
 * viewer who comes late needs first. Confined to the stream's event loop; owns a reference of each
 * tag it keeps.
 */
final class StreamTracks {
  /** What there can be one of, in the order in which a viewer gets it. */
  private enum Slot {
    METADATA(TagType.SCRIPT),
    VIDEO_CONFIGURATION(TagType.VIDEO),
    VIDEO_METADATA(TagType.VIDEO),
    AUDIO_CONFIGURATION(TagType.AUDIO),
    AUDIO_METADATA(TagType.AUDIO);

    private final TagType type;

    Slot(TagType type) {
      this.type = type;
    }

    static Slot of(FlvTag tag) {
      return switch (tag.type()) {
        case SCRIPT -> METADATA;
        case VIDEO -> tag.isConfiguration() ? VIDEO_CONFIGURATION : VIDEO_METADATA;
        case AUDIO -> tag.isConfiguration() ? AUDIO_CONFIGURATION : AUDIO_METADATA;
      };
    }
  }

  private record Kept(FlvTag tag, int version) {}

  private record KeptEvent(TimedEvent event, Kept kept) {}

  private final Map<Slot, Kept> kept = new EnumMap<>(Slot.class);

  /** Oldest first. */
  private final Deque<KeptEvent> events = new ArrayDeque<>(0);

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
    return tag(Slot.VIDEO_CONFIGURATION);
  }

  @Nullable FlvTag audioConfiguration() {
    return tag(Slot.AUDIO_CONFIGURATION);
  }

  private @Nullable FlvTag tag(Slot slot) {
    Kept known = kept.get(slot);
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
    Slot slot = Slot.of(tag);
    FlvTag known = tag(slot);
    if (known != null && known.hasSamePayload(tag)) {
      return false;
    }
    if (known != null) {
      known.release();
    }
    version++;
    kept.put(slot, new Kept(tag.retain(), version));
    return true;
  }

  /** Keeps an event's tag for as long as the event is in force; one of the same id goes. */
  void keep(TimedEvent event, FlvTag tag) {
    forget(event.id());
    if (event.durationMillis() > 0) {
      version++;
      events.add(new KeptEvent(event, new Kept(tag.retain(), version)));
    }
  }

  private void forget(String eventId) {
    events.removeIf(known -> {
      boolean same = known.event.id().equals(eventId);
      if (same) {
        known.kept.tag.release();
      }
      return same;
    });
  }

  private void forgetPast(long timestamp) {
    events.removeIf(known -> {
      boolean past = known.event.end() <= timestamp;
      if (past) {
        known.kept.tag.release();
      }
      return past;
    });
  }

  /** Lets another selection know what is known here of its tracks. */
  void copyTo(StreamTracks other, TrackSelection selection) {
    for (Kept part : kept.values()) {
      if (selection.includes(part.tag)) {
        boolean _ = other.keep(part.tag);
      }
    }
    events.forEach(known -> other.keep(known.event, known.kept.tag));
  }

  /** A preamble for a viewer who starts at {@code timestamp}; owned by the caller. */
  JoinPreamble retainedPreamble(long timestamp) {
    forgetPast(timestamp);
    List<JoinPreamble.Part> parts = new ArrayList<>(kept.size() + events.size());
    kept.forEach((slot, part) -> {
      if (tracks.contains(slot.type)) {
        parts.add(part(part, timestamp));
      }
    });
    events.forEach(known -> parts.add(part(known.kept, timestamp)));
    return new JoinPreamble(
        tracks.contains(TagType.AUDIO), tracks.contains(TagType.VIDEO), version, parts);
  }

  private static JoinPreamble.Part part(Kept kept, long timestamp) {
    return new JoinPreamble.Part(kept.tag.retainedCopyAt(timestamp), kept.version);
  }

  void release() {
    kept.values().forEach(part -> part.tag.release());
    kept.clear();
    events.forEach(known -> known.kept.tag.release());
    events.clear();
  }
}
