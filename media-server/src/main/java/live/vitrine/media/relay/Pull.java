package live.vitrine.media.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PeerAddress;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.client.ClientEnd;
import live.vitrine.media.rtmp.session.MetadataFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream that is pulled from another server and published here. A publisher that comes wins:
 * the pull stands by until it has left. Only on a server that drains it is the other way round: the
 * publisher is about to move, and the pull takes its place as soon as the stream has arrived where
 * it is pulled from. Confined to one event loop, apart from what says otherwise.
 */
final class Pull {
  /** How long a stream that is pulled on demand goes on without anybody watching. */
  static final int LINGER_SECONDS = 15;

  /** A connection that lasted so long counts as one that worked. */
  private static final long WORKED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int LOOK_MILLIS = 1_000;

  /** Configuration and metadata that may come in front of the first frame. */
  private static final int MAX_HELD = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Pull.class);

  /** What comes in front of the first frame. */
  private record Held(TagType type, long timestamp, ByteBuf payload) {}

  private final StreamId id;
  private final SourceAddress address;
  private final boolean onDemand;
  private final Hub hub;
  private final EventLoop loop;
  private final Dialer dialer;
  private final RelayCounters counters;
  private final BooleanSupplier draining;
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());

  private Dialer.@Nullable Attempt attempt;
  private @Nullable Feed feed;
  private @Nullable ScheduledFuture<?> next;
  private long lastWantedNanos;
  private long total;
  private volatile LinkStatus status = LinkStatus.idle();

  private volatile long bytes;

  Pull(
      StreamId id,
      SourceAddress address,
      boolean onDemand,
      Hub hub,
      EventLoop loop,
      Dialer dialer,
      RelayCounters counters,
      BooleanSupplier draining) {
    this.id = id;
    this.address = address;
    this.onDemand = onDemand;
    this.hub = hub;
    this.loop = loop;
    this.dialer = dialer;
    this.counters = counters;
    this.draining = draining;
  }

  /** Any thread. */
  StreamId id() {
    return id;
  }

  /** Any thread. */
  SourceAddress address() {
    return address;
  }

  /** Whether it pulls only while somebody watches. Any thread. */
  boolean isOnDemand() {
    return onDemand;
  }

  /** Any thread. */
  LinkStatus status() {
    return status;
  }

  /** Media received; any thread. */
  long bytes() {
    return bytes;
  }

  /** Begins; one on demand waits to be woken. Any thread. */
  void start() {
    if (!onDemand) {
      loop.execute(this::look);
    }
  }

  /** Somebody wants the stream. Any thread. */
  void wake() {
    loop.execute(() -> {
      lastWantedNanos = System.nanoTime();
      if (status.state() == LinkStatus.State.IDLE) {
        look();
      }
    });
  }

  /** Pulls no more; viewers get the end of the stream. Any thread. */
  void stop() {
    loop.execute(() -> {
      leave(true);
      status = status.in(LinkStatus.State.STOPPED);
    });
  }

  private void leave(boolean over) {
    stopWaiting();
    if (attempt != null) {
      attempt.cancel();
      attempt = null;
    }
    Feed current = feed;
    if (current != null) {
      feed = null;
      current.finish(over);
    }
  }

  /** Whether somebody else feeds the stream here, and is not about to leave. */
  private boolean isFedByAnother() {
    return !draining.getAsBoolean()
        && hub.find(id)
            .map(LiveStream::publisher)
            .filter(other -> !(other instanceof Feed))
            .isPresent();
  }

  private void stopWaiting() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  private void look() {
    // Whoever wakes it comes before its time.
    stopWaiting();
    if (status.state() == LinkStatus.State.STOPPED || attempt != null || feed != null) {
      return;
    }
    if (isFedByAnother()) {
      status = status.in(LinkStatus.State.STANDING_BY);
      lookIn(LOOK_MILLIS);
    } else if (draining.getAsBoolean() && audience() == 0) {
      // For nobody, and it would keep the server from running empty.
      status = status.in(LinkStatus.State.IDLE);
      lookIn(LOOK_MILLIS);
    } else if (onDemand && !isWanted()) {
      status = status.in(LinkStatus.State.IDLE);
    } else {
      dial();
    }
  }

  private void lookIn(long millis) {
    stopWaiting();
    next = loop.schedule(this::look, millis, TimeUnit.MILLISECONDS);
  }

  private int audience() {
    return hub.find(id).map(LiveStream::audience).orElse(0);
  }

  private boolean isWanted() {
    if (audience() > 0) {
      lastWantedNanos = System.nanoTime();
    }
    return System.nanoTime() - lastWantedNanos < TimeUnit.SECONDS.toNanos(LINGER_SECONDS);
  }

  private void dial() {
    status = status.in(LinkStatus.State.CONNECTING);
    attempt = dialer.dial(loop, address.destination(), false, this::open, this::failed);
  }

  private ChannelHandler open(Channel channel) {
    attempt = null;
    Feed opened = new Feed(channel);
    feed = opened;
    return switch (address) {
      case SourceAddress.Rtmp(var rtmp) -> {
        RtmpSource source = new RtmpSource(channel, rtmp, opened);
        opened.source = source;
        yield source.handler();
      }
      case SourceAddress.HttpFlv http -> {
        FlvSource source = new FlvSource(channel, http, opened);
        opened.source = source;
        yield source;
      }
    };
  }

  private void failed(ClientEnd end) {
    attempt = null;
    counters.pullFailed();
    // While the publisher moves, every second counts.
    long wait = draining.getAsBoolean() ? Backoff.FIRST_MILLIS : backoff.nextMillis();
    boolean refused = end.kind() == ClientEnd.Kind.REFUSED;
    status =
        new LinkStatus(
            refused ? LinkStatus.State.REFUSED : LinkStatus.State.WAITING,
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait),
            end.text());
    lookIn(wait);
    LOG.info(
        "stream {}: pull from {}: {}; next attempt in {} ms",
        id,
        address.masked(),
        end.text(),
        wait);
  }

  /** One connection to the source, and the publication that it feeds. */
  private final class Feed implements Source.Listener, PublisherConnection {
    private final Channel channel;
    private final MetadataFilter metadata = new MetadataFilter();
    private final List<Held> held = new ArrayList<>();
    private final long beganNanos = System.nanoTime();
    private @Nullable Source source;
    private @Nullable Publication publication;
    private @Nullable ScheduledFuture<?> idleCheck;

    Feed(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void onPayload(TagType type, long timestamp, ByteBuf payload) {
      if (feed != this) {
        payload.release();
        return;
      }
      total += payload.readableBytes();
      bytes = total;
      counters.pulled(payload.readableBytes());
      @Nullable ByteBuf kept = type == TagType.SCRIPT ? metadata.take(payload) : payload;
      if (kept == null) {
        return;
      }
      Publication current = publication;
      if (current != null) {
        current.offer(type, timestamp, kept);
      } else if (isFrame(type, kept)) {
        begin(type, timestamp, kept);
      } else if (held.size() < MAX_HELD) {
        held.add(new Held(type, timestamp, kept));
      } else {
        kept.release();
      }
    }

    /** Whether it is sound or a picture, not configuration: then there is a stream. */
    private static boolean isFrame(TagType type, ByteBuf payload) {
      if (type == TagType.SCRIPT || payload.readableBytes() < 2) {
        return false;
      }
      int first = payload.getUnsignedByte(payload.readerIndex());
      int second = payload.getUnsignedByte(payload.readerIndex() + 1);
      return switch (type) {
        case VIDEO ->
            (first & 0x80) != 0 ? (first & 0x0F) == 1 || (first & 0x0F) == 3 : second == 1;
        case AUDIO -> first >> 4 == 9 ? (first & 0x0F) == 1 : first >> 4 != 10 || second == 1;
        case SCRIPT -> false;
      };
    }

    private void begin(TagType type, long timestamp, ByteBuf payload) {
      if (isFedByAnother()) {
        payload.release();
        standBy();
        return;
      }
      Publication granted = hub.publish(id, this, loop);
      publication = granted;
      counters.pullLive(1);
      status = status.in(LinkStatus.State.LIVE);
      LOG.info("stream {}: pull from {} began", id, address.masked());
      held.forEach(early -> granted.offer(early.type, early.timestamp, early.payload));
      held.clear();
      granted.offer(type, timestamp, payload);
      idleCheck =
          loop.scheduleAtFixedRate(
              this::checkIdle, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkIdle() {
      boolean forNobody = (onDemand && !isWanted()) || (draining.getAsBoolean() && audience() == 0);
      if (feed == this && forNobody) {
        leave(true);
        status = status.in(LinkStatus.State.IDLE);
        if (!onDemand) {
          lookIn(LOOK_MILLIS);
        }
        LOG.info("stream {}: nobody watches, pull ended", id);
      }
    }

    private void standBy() {
      leave(false);
      status = status.in(LinkStatus.State.STANDING_BY);
      lookIn(LOOK_MILLIS);
    }

    @Override
    public void onBatchEnd() {
      if (publication != null) {
        publication.flush();
      }
    }

    @Override
    public void onEnd(ClientEnd end) {
      if (feed != this) {
        return;
      }
      feed = null;
      finish(end.kind() == ClientEnd.Kind.OVER);
      if (System.nanoTime() - beganNanos > WORKED_NANOS) {
        backoff.reset();
      }
      failed(end);
    }

    /** Ends connection and publication; the stream waits for more unless it is over. */
    void finish(boolean over) {
      if (idleCheck != null) {
        idleCheck.cancel(false);
      }
      held.forEach(early -> early.payload.release());
      held.clear();
      Publication current = publication;
      if (current != null) {
        publication = null;
        counters.pullLive(-1);
        if (over) {
          current.end();
        } else {
          current.lost();
        }
      }
      if (source != null) {
        source.stop();
      }
    }

    @Override
    public String remoteAddress() {
      return PeerAddress.of(channel);
    }

    @Override
    public String agent() {
      return "relay";
    }

    @Override
    public void close(CloseReason reason) {
      loop.execute(() -> {
        if (feed != this) {
          return;
        }
        switch (reason) {
          case REPLACED -> standBy();
          case KICKED -> {
            leave(true);
            failed(ClientEnd.failed("closed by an operator"));
          }
          case DRAINED -> {
            leave(true);
            status = status.in(LinkStatus.State.IDLE);
            // The drain may be taken back.
            lookIn(LOOK_MILLIS);
          }
          case SHUTDOWN -> {
            leave(true);
            status = status.in(LinkStatus.State.STOPPED);
          }
        }
      });
    }
  }
}
