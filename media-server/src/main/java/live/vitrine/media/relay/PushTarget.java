package live.vitrine.media.relay;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.hub.ViewerListener;
import live.vitrine.media.rtmp.client.ClientCall;
import live.vitrine.media.rtmp.client.ClientEnd;
import live.vitrine.media.rtmp.client.RtmpAddress;
import live.vitrine.media.rtmp.client.RtmpClientConnection;
import live.vitrine.media.rtmp.client.RtmpClientListener;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.session.RtmpFraming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place that a stream is pushed to while it is live. The connection is a viewer of the stream,
 * with the rules for viewers that are slow; what fails is tried again. Confined to one event loop,
 * apart from what says otherwise.
 */
final class PushTarget {
  /** A connection that lasted so long counts as one that worked. */
  private static final long WORKED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Logger LOG = LoggerFactory.getLogger(PushTarget.class);

  private final PushKey key;
  private final RtmpAddress address;
  private final EventLoop loop;
  private final Dialer dialer;
  private final RelayCounters counters;
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());

  private @Nullable LiveStream stream;
  private Dialer.@Nullable Attempt attempt;
  private @Nullable Link link;
  private @Nullable ScheduledFuture<?> retry;
  private long total;
  private volatile LinkStatus status = LinkStatus.idle();
  private volatile long bytes;

  PushTarget(
      PushKey key, RtmpAddress address, EventLoop loop, Dialer dialer, RelayCounters counters) {
    this.key = key;
    this.address = address;
    this.loop = loop;
    this.dialer = dialer;
    this.counters = counters;
  }

  /** Any thread. */
  PushKey key() {
    return key;
  }

  /** Any thread. */
  RtmpAddress address() {
    return address;
  }

  /** Any thread. */
  LinkStatus status() {
    return status;
  }

  /** Sent to the target, framing included; any thread. */
  long bytes() {
    return bytes;
  }

  /** The stream is live from now on. Any thread. */
  void begin(LiveStream live) {
    loop.execute(() -> {
      if (stream != live && status.state() != LinkStatus.State.STOPPED) {
        leave();
        stream = live;
        backoff.reset();
        dial();
      }
    });
  }

  /** The stream is over. Any thread. */
  void end(LiveStream over) {
    loop.execute(() -> {
      if (stream == over) {
        stream = null;
        // A connection that is there gets the rest of the stream first.
        if (link == null || !link.isWatching()) {
          leave();
          status = status.in(LinkStatus.State.IDLE);
        }
      }
    });
  }

  /** Pushes no more. Any thread. */
  void stop() {
    loop.execute(() -> {
      stream = null;
      leave();
      status = status.in(LinkStatus.State.STOPPED);
    });
  }

  private void leave() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
    if (attempt != null) {
      attempt.cancel();
      attempt = null;
    }
    Link current = link;
    if (current != null) {
      link = null;
      current.finish();
    }
  }

  private void dial() {
    status = status.in(LinkStatus.State.CONNECTING);
    retry = null;
    attempt =
        dialer.dial(
            loop,
            new Dialer.Destination(address.secure(), address.host(), address.port()),
            !isSameStream(),
            this::open,
            this::failed);
  }

  /** Whether this server would take the address for the stream itself: by its ID or a key. */
  private boolean isSameStream() {
    String id = key.streamId().value();
    String name = address.name().split("[?]", 2)[0];
    return name.equals(id) || name.startsWith(id + ".");
  }

  private RtmpClientConnection open(Channel channel) {
    attempt = null;
    Link opened = new Link(channel);
    link = opened;
    return opened.connection;
  }

  private void failed(ClientEnd end) {
    attempt = null;
    link = null;
    if (stream == null) {
      // The stream ended, and the connection before it had taken the rest.
      status = status.in(LinkStatus.State.IDLE);
      return;
    }
    counters.pushFailed();
    long wait = backoff.nextMillis();
    boolean refused = end.kind() == ClientEnd.Kind.REFUSED;
    status =
        new LinkStatus(
            refused ? LinkStatus.State.REFUSED : LinkStatus.State.WAITING,
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait),
            end.text());
    retry = loop.schedule(this::dial, wait, TimeUnit.MILLISECONDS);
    LOG.info("push {} to {}: {}; next attempt in {} ms", key, address, end.text(), wait);
  }

  /** One connection to the target. */
  private final class Link implements RtmpClientListener, ViewerListener {
    final Channel channel;
    final RtmpClientConnection connection;
    private @Nullable Viewer viewer;
    private @Nullable ScheduledFuture<?> tick;
    private long beganNanos;
    private long counted;
    private String cutOff = "";

    Link(Channel channel) {
      this.channel = channel;
      this.connection =
          new RtmpClientConnection(
              channel,
              new ClientCall(ClientCall.Purpose.PUBLISH, address),
              RtmpFraming.CHUNK_SIZE,
              this);
    }

    boolean isWatching() {
      return viewer != null;
    }

    @Override
    public void onReady(int messageStreamId) {
      LiveStream live = stream;
      if (link != this || live == null) {
        connection.stop();
        return;
      }
      beganNanos = System.nanoTime();
      status = new LinkStatus(LinkStatus.State.LIVE, 0, status.lastError());
      counters.pushLive(1);
      LOG.info("push {} to {} began", key, address);
      Viewer watching = new Viewer(channel, RtmpFraming.forPush(messageStreamId), this);
      viewer = watching;
      tick = loop.scheduleAtFixedRate(this::count, 1, 1, TimeUnit.SECONDS);
      live.subscribe(watching);
    }

    private void count() {
      if (viewer != null) {
        long sent = viewer.bytesSent();
        counters.pushed(sent - counted);
        total += sent - counted;
        bytes = total;
        counted = sent;
      }
    }

    @Override
    public void onMedia(MediaMessage media) {
      media.release();
    }

    @Override
    public void onBatchEnd() {}

    @Override
    public void onStreamEnd() {
      if (link == this) {
        link = null;
        status = status.in(LinkStatus.State.IDLE);
      }
      finish();
    }

    @Override
    public void onCutOff(CutOff reason) {
      cutOff =
          switch (reason) {
            case STALLED -> "the target took nothing for %d s".formatted(Viewer.STALL_SECONDS);
            case KICKED -> "closed by an operator";
          };
    }

    /** Says goodbye, once everything that was sent is on its way. */
    void finish() {
      forget();
      connection.stop();
    }

    private void forget() {
      Viewer watching = viewer;
      if (watching != null) {
        count();
        viewer = null;
        watching.leave();
        counters.pushLive(-1);
      }
      if (tick != null) {
        tick.cancel(false);
        tick = null;
      }
    }

    @Override
    public void onEnd(ClientEnd end) {
      boolean worked = isWatching() && System.nanoTime() - beganNanos > WORKED_NANOS;
      forget();
      if (link != this) {
        return;
      }
      if (worked) {
        backoff.reset();
      }
      failed(cutOff.isEmpty() ? end : ClientEnd.failed(cutOff));
    }
  }
}
