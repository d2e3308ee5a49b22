package live.vitrine.media.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observers of one stream. One that fails costs the stream that observer, not its viewers.
 * Confined to the stream's event loop.
 */
final class StreamObservers {
  private static final Logger LOG = LoggerFactory.getLogger(StreamObservers.class);

  private final StreamId id;
  private final List<StreamObserver> all = new ArrayList<>(4);

  StreamObservers(StreamId id) {
    this.id = id;
  }

  /** The stream begins. */
  void begin(LiveStream stream, List<Function<LiveStream, StreamObserver>> observers) {
    for (Function<LiveStream, StreamObserver> observer : observers) {
      try {
        all.add(observer.apply(stream));
      } catch (RuntimeException e) {
        LOG.error("stream {}: an observer failed to begin and is left out", id, e);
      }
    }
  }

  /** Tells all of them, in their order. */
  void tell(Consumer<StreamObserver> news) {
    int next = 0;
    while (next < all.size()) {
      StreamObserver observer = all.get(next);
      try {
        news.accept(observer);
        next++;
      } catch (RuntimeException e) {
        LOG.error("stream {}: an observer failed and is left out from now on", id, e);
        all.remove(next);
        dismiss(observer);
      }
    }
  }

  /** For it the stream is over, so that it keeps nothing open. */
  private void dismiss(StreamObserver observer) {
    try {
      observer.onEnd();
    } catch (RuntimeException e) {
      LOG.error("stream {}: an observer that failed could not end", id, e);
    }
  }
}
