package live.vitrine.media.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tags travel together. A picture goes out at once and sound rides along with it;
 * sound alone waits a little for company. A join point always begins a run. Confined to the
 * stream's event loop; owns the tags it holds.
 */
final class RunAssembler {
  /** How long sound waits for a picture to ride with. */
  static final int MAX_AUDIO_WAIT_MILLIS = 45;

  /** A sound-only stream offers a place to start this often. */
  static final int AUDIO_JOIN_MILLIS = 1_000;

  private static final int MAX_BYTES = 256 * 1024;

  private final StreamTracks tracks;
  private List<FlvTag> tags = new ArrayList<>();
  private int bytes;
  private boolean urgent;
  private long oldestNanos;
  private @Nullable JoinPreamble preamble;
  private long lastAudioJoin = Long.MIN_VALUE;
  private long nextSequence;
  private long nextTagIndex;

  RunAssembler(StreamTracks tracks) {
    this.tracks = tracks;
  }

  /** Tags given out so far. */
  long tagCount() {
    return nextTagIndex;
  }

  /** Whether this tag has to begin a run, so that what is held must be taken first. */
  boolean mustPrecede(FlvTag tag) {
    return isJoinPoint(tag) || tags.size() == TagRun.MAX_TAGS || bytes >= MAX_BYTES;
  }

  private boolean isJoinPoint(FlvTag tag) {
    if (tag.isKeyFrame()) {
      return true;
    }
    return !tracks.hasPicture()
        && tag.type() == TagType.AUDIO
        && tag.isCodedFrame()
        && tag.timestamp() - AUDIO_JOIN_MILLIS >= lastAudioJoin;
  }

  /** Takes ownership of one reference. */
  void add(FlvTag tag, long nowNanos) {
    if (tags.isEmpty()) {
      oldestNanos = nowNanos;
      if (isJoinPoint(tag)) {
        preamble = tracks.retainedPreamble(tag.timestamp());
        lastAudioJoin = tag.timestamp();
      }
    }
    tags.add(tag);
    bytes += tag.length();
    urgent |= tag.type() != TagType.AUDIO || tag.isConfiguration();
  }

  boolean isEmpty() {
    return tags.isEmpty();
  }

  /** Whether what is held should not wait any longer. */
  boolean isDue(long nowNanos) {
    return urgent
        || (!tags.isEmpty()
            && nowNanos - oldestNanos >= TimeUnit.MILLISECONDS.toNanos(MAX_AUDIO_WAIT_MILLIS));
  }

  /** Everything held, as a run that the caller owns. */
  TagRun retainedRun() {
    TagRun run = new TagRun(nextSequence, nextTagIndex, tags, tracks.version(), preamble);
    nextSequence++;
    nextTagIndex += tags.size();
    tags = new ArrayList<>(tags.size());
    bytes = 0;
    urgent = false;
    preamble = null;
    return run;
  }

  void release() {
    tags.forEach(FlvTag::release);
    tags = new ArrayList<>();
    if (preamble != null) {
      preamble.release();
      preamble = null;
    }
  }
}
