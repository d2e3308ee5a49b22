package live.vitrine.media.hub;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive tags of a stream that travel together: what one write hands to a viewer. Immutable
 * and shared by all event loops; owns one reference of each tag.
 */
final class TagRun extends AbstractReferenceCounted {
  /** Bounds the length of a gathered write, far below the kernel's 1,024 vectors. */
  static final int MAX_TAGS = 128;

  private final long sequence;
  private final long firstTagIndex;
  private final List<FlvTag> tags;
  private final int length;
  private final int configurationVersion;
  private final @Nullable JoinPreamble preamble;

  /**
   * @param sequence position in the stream, counted without gaps
   * @param tags at least one; takes ownership of a reference each
   * @param firstTagIndex how many tags the stream had before this run
   * @param configurationVersion how often configuration had changed when this run ended
   * @param preamble what a viewer who starts here needs first, and thereby whether one can; takes
   *     ownership
   */
  TagRun(
      long sequence,
      long firstTagIndex,
      List<FlvTag> tags,
      int configurationVersion,
      @Nullable JoinPreamble preamble) {
    this.sequence = sequence;
    this.firstTagIndex = firstTagIndex;
    this.tags = List.copyOf(tags);
    this.length = this.tags.stream().mapToInt(FlvTag::length).sum();
    this.configurationVersion = configurationVersion;
    this.preamble = preamble;
  }

  long sequence() {
    return sequence;
  }

  long firstTagIndex() {
    return firstTagIndex;
  }

  List<FlvTag> tags() {
    return tags;
  }

  /** Bytes of all tags. */
  int length() {
    return length;
  }

  int configurationVersion() {
    return configurationVersion;
  }

  /** Whether a viewer can start with this run. */
  boolean isJoinPoint() {
    return preamble != null;
  }

  @Nullable JoinPreamble preamble() {
    return preamble;
  }

  @Override
  protected void deallocate() {
    tags.forEach(FlvTag::release);
    if (preamble != null) {
      preamble.release();
    }
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }
}
