package live.vitrine.media.app;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import live.vitrine.media.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server. Stands in until ingest and playback are wired. */
final class MediaServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);
  private final CountDownLatch closed = new CountDownLatch(1);

  private MediaServer() {}

  /**
   * Opens every port.
   *
   * @throws IOException a port or the data folder cannot be used; the message says which
   */
  static MediaServer start(Settings settings) throws IOException {
    LOG.info("instance {} has nothing to serve yet", settings.instanceId());
    return new MediaServer();
  }

  /** Blocks until {@link #close} is done. */
  void awaitClose() throws InterruptedException {
    closed.await();
  }

  /** Ends streams properly and closes every port. */
  @Override
  public void close() {
    closed.countDown();
  }
}
