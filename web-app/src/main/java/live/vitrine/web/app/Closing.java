package live.vitrine.web.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed at the end, the newest first, whatever else fails to close. One thread. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T closeable) {
    open.push(closeable);
    return closeable;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable closeable = open.pop();
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("{} does not close", closeable.getClass().getSimpleName(), e);
      }
    }
  }
}
