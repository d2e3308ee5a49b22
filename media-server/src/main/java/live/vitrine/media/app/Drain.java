package live.vitrine.media.app;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.admin.DrainControl;
import live.vitrine.media.admin.Readiness;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.hub.ViewerProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a server run empty, then stops it: no new publisher, publishers that understand it are sent
 * elsewhere, the others are closed at a key frame when the time is over, and viewers play to the
 * end. A thread of its own looks four times a second how far that is.
 */
final class Drain implements DrainControl {
  /** After the deadline, how long the next key frame of a stream may take to come. */
  static final int KEY_FRAME_SECONDS = 10;

  /** How long viewers may take to read the end, once no stream is left. */
  static final int VIEWERS_SECONDS = 10;

  /** How long playlists can still be fetched after the last stream that was watched by HLS. */
  static final int PLAYLISTS_SECONDS = 3;

  private static final long LOOK_MILLIS = 250;
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Readiness readiness;
  private final Hub hub;
  private final Runnable stop;

  private @Nullable Thread thread;
  private long deadlineNanos;
  private @Nullable String reconnectUrl;

  /**
   * A drain that has not begun.
   *
   * @param stop ends the server; called on the drain's own thread
   */
  Drain(Readiness readiness, Hub hub, Runnable stop) {
    this.readiness = readiness;
    this.hub = hub;
    this.stop = stop;
  }

  /** Whether new publishers are to be refused. Any thread. */
  boolean isDraining() {
    return readiness.isDraining();
  }

  @Override
  public synchronized Status status() {
    boolean draining = thread != null;
    long left = draining ? Math.max(0, deadlineNanos - System.nanoTime()) : 0;
    return new Status(
        draining,
        TimeUnit.NANOSECONDS.toSeconds(left + 999_999_999),
        draining ? reconnectUrl : null,
        hub.streams().size(),
        hub.viewers().size());
  }

  @Override
  public synchronized boolean start(Duration time, @Nullable String url) {
    readiness.change(Readiness.State.DRAINING);
    if (!readiness.isDraining()) {
      return false;
    }
    deadlineNanos = System.nanoTime() + time.toNanos();
    reconnectUrl = url;
    if (thread == null) {
      thread = Thread.ofPlatform().name("drain").daemon().start(this::run);
    }
    LOG.info(
        "draining: {} streams, {} viewers; publishers are closed in {} s",
        hub.streams().size(),
        hub.viewers().size(),
        time.toSeconds());
    if (url != null) {
      askToReconnect(url);
    }
    return true;
  }

  private void askToReconnect(String url) {
    for (LiveStream stream : hub.streams()) {
      PublisherConnection publisher = stream.publisher();
      if (publisher != null) {
        publisher.askToReconnect(url);
      }
    }
    for (Viewer viewer : hub.viewers()) {
      viewer.askToReconnect(url);
    }
  }

  @Override
  public synchronized boolean cancel() {
    if (readiness.isStopping()) {
      return false;
    }
    Thread running = thread;
    if (running != null) {
      thread = null;
      readiness.change(Readiness.State.READY);
      running.interrupt();
      hub.streams().forEach(LiveStream::goOn);
      LOG.info("draining was cancelled");
    }
    return true;
  }

  /** The server is being stopped, by this or by others. */
  synchronized void close() {
    Thread running = thread;
    if (running != null && !running.equals(Thread.currentThread())) {
      thread = null;
      running.interrupt();
    }
  }

  private synchronized boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  private synchronized void cut() {
    if (isCurrent()) {
      hub.streams()
          .forEach(stream -> stream.closeAtKeyFrame(PublisherConnection.CloseReason.DRAINED));
    }
  }

  private synchronized long deadlineNanos() {
    return deadlineNanos;
  }

  private void run() {
    Progress progress = new Progress();
    while (isCurrent() && !progress.isOver()) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException _) {
        return;
      }
    }
    if (isCurrent()) {
      LOG.info("drained");
      stop.run();
    }
  }

  /** What the drain's thread has seen. Used by that thread only. */
  private final class Progress {
    private final Set<Channel> viewers = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean cutting;
    private long lastStreamNanos = System.nanoTime();
    private long lastPlaylistNanos = lastStreamNanos - seconds(PLAYLISTS_SECONDS);

    boolean isOver() {
      long now = System.nanoTime();
      for (LiveStream stream : hub.streams()) {
        lastStreamNanos = now;
        if (stream.viewers(ViewerProtocol.HLS) > 0) {
          lastPlaylistNanos = now;
        }
      }
      // A viewer leaves the hub with the last tag handed to its channel, not yet read.
      hub.viewers().forEach(viewer -> viewers.add(viewer.channel()));
      viewers.removeIf(channel -> !channel.isOpen());
      if (now - deadlineNanos() >= 0) {
        if (!cutting) {
          cutting = true;
          cut();
        }
        if (now - deadlineNanos() > seconds(KEY_FRAME_SECONDS)) {
          return true;
        }
      }
      boolean streamsOver = lastStreamNanos != now;
      boolean viewersDone = viewers.isEmpty() || now - lastStreamNanos > seconds(VIEWERS_SECONDS);
      return streamsOver && viewersDone && now - lastPlaylistNanos >= seconds(PLAYLISTS_SECONDS);
    }

    private static long seconds(int seconds) {
      return TimeUnit.SECONDS.toNanos(seconds);
    }
  }
}
