package live.vitrine.media.app;

import io.netty.channel.ChannelFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.admin.Readiness;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.ViewerProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a server so that nobody is cut off in the middle: readiness says so first, publishers get a
 * status, viewers the end of their response, and the last playlists can be fetched. At most {@value
 * #VIEWERS_MILLIS} ms for viewers and {@value #STOP_MILLIS} ms for the rest.
 */
record Shutdown(Readiness readiness, Listeners listeners, Hub hub, EventLoops loops) {
  /** How long viewers may take to read what is left of their stream. */
  static final long VIEWERS_MILLIS = 3_000;

  /** How long event loops may take to stop. */
  static final long STOP_MILLIS = 1_000;

  private static final long TURN_MILLIS = 200;
  private static final long QUIET_MILLIS = 50;
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  void run() {
    readiness.change(Readiness.State.STOPPING);
    listeners.close(Listeners.Port.RTMP, Listeners.Port.RTMPS);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(VIEWERS_MILLIS);
    List<ChannelFuture> viewers =
        hub.viewers().stream().map(viewer -> viewer.channel().closeFuture()).toList();
    boolean playlists =
        hub.streams().stream().anyMatch(stream -> stream.viewers(ViewerProtocol.HLS) > 0);
    hub.shutdown();
    loops.awaitMedia(TURN_MILLIS);
    awaitViewers(viewers, deadline);
    if (playlists) {
      awaitPlaylists(deadline);
    }
    listeners.close(Listeners.Port.HTTP, Listeners.Port.HTTPS, Listeners.Port.ADMIN);
    loops.stop(QUIET_MILLIS, STOP_MILLIS);
    hub.release();
  }

  private static void awaitViewers(List<ChannelFuture> viewers, long deadline) {
    for (ChannelFuture viewer : viewers) {
      viewer.awaitUninterruptibly(left(deadline), TimeUnit.NANOSECONDS);
    }
    long late = viewers.stream().filter(viewer -> !viewer.isDone()).count();
    if (late > 0) {
      LOG.info(
          "{} of {} viewers did not take the end of their stream within {} ms",
          late,
          viewers.size(),
          VIEWERS_MILLIS);
    }
  }

  /** Viewers of HLS hold no connection: they learn of the end when they next ask. */
  private static void awaitPlaylists(long deadline) {
    try {
      TimeUnit.NANOSECONDS.sleep(left(deadline));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }
}
