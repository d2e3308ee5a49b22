package live.vitrine.media.hub;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of one framing that have everything written so far: nearly all, nearly always. All of
 * them get the same gathered write. Confined to one event loop.
 */
final class HeadGroup {
  final Framing framing;
  private @Nullable Viewer[] viewers = new @Nullable Viewer[8];
  private int count;

  HeadGroup(Framing framing) {
    this.framing = framing;
  }

  int count() {
    return count;
  }

  Viewer get(int index) {
    Viewer viewer = viewers[index];
    if (viewer == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return viewer;
  }

  void add(Viewer viewer) {
    if (count == viewers.length) {
      viewers = Arrays.copyOf(viewers, count * 2);
    }
    viewer.headIndex = count;
    viewers[count++] = viewer;
  }

  /** Moves the last viewer into the place of the one that goes. */
  void remove(Viewer viewer) {
    int index = viewer.headIndex;
    Viewer last = get(--count);
    viewers[index] = last;
    last.headIndex = index;
    viewers[count] = null;
    viewer.headIndex = -1;
  }
}
