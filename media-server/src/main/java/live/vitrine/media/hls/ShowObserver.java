package live.vitrine.media.hls;

import java.util.function.IntConsumer;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a packager: tells the stream how many watch by HLS, and starts the time that the
 * show stays after its end. Runs on the stream's event loop.
 */
final class ShowObserver implements StreamObserver {
  private final HlsShow show;
  private final HlsPackager packager;
  private final IntConsumer audienceChange;
  private final Runnable afterEnd;
  private HlsShow.@Nullable Snapshot counted;
  private int audience;

  /**
   * @param audienceChange told by how many the audience has grown or shrunk
   */
  ShowObserver(HlsShow show, HlsPackager packager, IntConsumer audienceChange, Runnable afterEnd) {
    this.show = show;
    this.packager = packager;
    this.audienceChange = audienceChange;
    this.afterEnd = afterEnd;
  }

  // For every tag: a snapshot is written once, so it is another one when it is another object.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public void onTag(FlvTag tag) {
    packager.onTag(tag);
    HlsShow.@Nullable Snapshot current = show.latest();
    if (current != counted) {
      counted = current;
      countAudience(current == null ? 0 : current.audience());
    }
  }

  private void countAudience(int now) {
    if (now != audience) {
      audienceChange.accept(now - audience);
      audience = now;
    }
  }

  @Override
  public void onDiscontinuity() {
    packager.onDiscontinuity();
  }

  @Override
  public void onTakeover() {
    packager.onTakeover();
  }

  @Override
  public void onEnd() {
    packager.onEnd();
    countAudience(0);
    afterEnd.run();
  }
}
