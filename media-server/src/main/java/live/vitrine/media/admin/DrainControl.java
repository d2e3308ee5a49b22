package live.vitrine.media.admin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the server is made to leave. Any thread; never blocks. */
public interface DrainControl {
  /**
   * How a drain stands.
   *
   * @param draining whether there is one
   * @param secondsLeft until publishers are closed; 0 when there is none or that time is over
   * @param reconnectUrl where publishers are sent; null when nowhere
   * @param streams that are still fed here
   * @param viewers that still hold a connection
   */
  record Status(
      boolean draining,
      long secondsLeft,
      @Nullable String reconnectUrl,
      int streams,
      int viewers) {}

  Status status();

  /**
   * Lets no new publisher in from now on, sends those that understand it elsewhere, and stops when
   * nobody is left or the time is over. While it goes on, sets both anew.
   *
   * @param time how long publishers may go on
   * @param reconnectUrl {@code rtmp://…/live}; null sends nobody anywhere
   * @return false when the server is stopping already
   */
  boolean start(Duration time, @Nullable String reconnectUrl);

  /**
   * Takes it back: publishers are let in again.
   *
   * @return false when the server is stopping already
   */
  boolean cancel();
}
