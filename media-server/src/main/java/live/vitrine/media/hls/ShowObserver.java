package live.vitrine.media.hls;

import java.util.Optional;
import java.util.function.IntConsumer;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.StreamObserver;

/**
 * What surrounds a packager: tells the stream how many watch by HLS, and starts the time that the
 * show stays after its end. Runs on the stream's event loop.
 */
final class ShowObserver implements StreamObserver {
  private final HlsShow show;
  private final HlsPackager packager;
  private final IntConsumer audienceChange;
  private final Runnable afterEnd;
  private Optional<HlsShow.Snapshot> counted = Optional.empty();
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

  @Override
  public void onTag(FlvTag tag) {
    packager.onTag(tag);
    Optional<HlsShow.Snapshot> current = show.snapshot();
    if (!current.equals(counted)) {
      counted = current;
      countAudience(current.map(HlsShow.Snapshot::audience).orElse(0));
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
  public void onEnd() {
    packager.onEnd();
    countAudience(0);
    afterEnd.run();
  }
}
