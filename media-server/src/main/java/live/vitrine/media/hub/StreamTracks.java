package live.vitrine.media.hub;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;

/**
 * A stream's current metadata and codec configuration: what a viewer who comes late needs first.
 * Confined to the stream's event loop; owns a reference of each tag it keeps.
 */
final class StreamTracks {
  private @Nullable FlvTag metadata;
  private @Nullable FlvTag videoConfiguration;
  private @Nullable FlvTag audioConfiguration;
  private boolean audioSeen;
  private boolean videoSeen;
  private int version;

  /** How often anything here has changed. */
  int version() {
    return version;
  }

  boolean hasAudio() {
    return audioSeen;
  }

  boolean hasVideo() {
    return videoSeen;
  }

  @Nullable FlvTag videoConfiguration() {
    return videoConfiguration;
  }

  @Nullable FlvTag audioConfiguration() {
    return audioConfiguration;
  }

  /** Takes note of coded sound or picture. */
  void sawFrame(FlvTag tag) {
    markSeen(tag.type());
  }

  /** Another publisher follows: which tracks there are shows again. */
  void restart() {
    audioSeen = false;
    videoSeen = false;
  }

  private void markSeen(TagType type) {
    switch (type) {
      case AUDIO -> audioSeen = true;
      case VIDEO -> videoSeen = true;
      case SCRIPT -> {}
    }
  }

  /**
   * Keeps a configuration or metadata tag.
   *
   * @return whether it says anything new; players stumble over repeated configuration
   */
  boolean keep(FlvTag tag) {
    FlvTag known =
        switch (tag.type()) {
          case AUDIO -> audioConfiguration;
          case VIDEO -> videoConfiguration;
          case SCRIPT -> metadata;
        };
    markSeen(tag.type());
    if (known != null && known.hasSamePayload(tag)) {
      return false;
    }
    if (known != null) {
      known.release();
    }
    FlvTag kept = tag.retain();
    switch (tag.type()) {
      case AUDIO -> audioConfiguration = kept;
      case VIDEO -> videoConfiguration = kept;
      case SCRIPT -> metadata = kept;
    }
    version++;
    return true;
  }

  /** A preamble for a viewer who starts at {@code timestamp}; owned by the caller. */
  JoinPreamble retainedPreamble(long timestamp) {
    List<FlvTag> tags = new ArrayList<>(3);
    addCopy(tags, metadata, timestamp);
    if (videoSeen) {
      addCopy(tags, videoConfiguration, timestamp);
    }
    if (audioSeen) {
      addCopy(tags, audioConfiguration, timestamp);
    }
    return new JoinPreamble(audioSeen, videoSeen, version, List.copyOf(tags));
  }

  private static void addCopy(List<FlvTag> tags, @Nullable FlvTag tag, long timestamp) {
    if (tag != null) {
      tags.add(tag.retainedCopyAt(timestamp));
    }
  }

  void release() {
    for (FlvTag tag : new @Nullable FlvTag[] {metadata, videoConfiguration, audioConfiguration}) {
      if (tag != null) {
        tag.release();
      }
    }
    metadata = null;
    videoConfiguration = null;
    audioConfiguration = null;
  }
}
