package live.vitrine.media.hls.cmaf;

import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.TimedEvent;

/**
 * What surrounds a packager: tells the stream how many watch, and starts the time that the show
 * stays after its end. Runs on the stream's event loop.
 */
final class CountedObserver implements StreamObserver {
  /** How often the audience is counted, on the stream's clock. */
  private static final long COUNT_MILLIS = 1_000;

  private final StreamObserver packager;
  private final IntSupplier audience;
  private final IntConsumer audienceChange;
  private final Runnable afterEnd;
  private long countAt;
  private int counted;

  /**
   * @param audienceChange told by how many the audience has grown or shrunk
   */
  CountedObserver(
      StreamObserver packager,
      IntSupplier audience,
      IntConsumer audienceChange,
      Runnable afterEnd) {
    this.packager = packager;
    this.audience = audience;
    this.audienceChange = audienceChange;
    this.afterEnd = afterEnd;
  }

  @Override
  public void onTag(FlvTag tag) {
    packager.onTag(tag);
    if (tag.timestamp() >= countAt) {
      countAt = tag.timestamp() + COUNT_MILLIS;
      count(audience.getAsInt());
    }
  }

  private void count(int now) {
    if (now != counted) {
      audienceChange.accept(now - counted);
      counted = now;
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
  public void onReconnecting() {
    packager.onReconnecting();
  }

  @Override
  public void onEvent(TimedEvent event) {
    packager.onEvent(event);
  }

  @Override
  public void onEnd() {
    packager.onEnd();
    count(0);
    afterEnd.run();
  }
}
