package live.vitrine.media.webhook;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import live.vitrine.media.hub.StreamId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address that is told everything, in order: what waits for it and how it is delivered. {@link
 * #append} is the writer's, {@link #step} the courier's.
 */
final class Endpoint implements Closeable {
  /** What {@link #step} answers when only a new message makes another one worthwhile. */
  static final long NOTHING_TO_DO = Long.MAX_VALUE;

  /** For one attempt, from the connection to the last byte of the answer. */
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Streams whose number of viewers is remembered for an endpoint that lags. */
  private static final int MOST_COUNTS = 10_000;

  private static final int GONE = 410;
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final int index;
  private final URI url;
  private final DiskQueue queue;
  private final Sender sender;
  private final Clock clock;
  private final RandomGenerator random;
  private final EndpointFigures figures = new EndpointFigures();

  /** The newest number of viewers of each stream. Guarded by itself. */
  private final SequencedMap<StreamId, Event> counts = new LinkedHashMap<>();

  // Of the courier alone.
  private int failures;
  private long notBefore;

  /**
   * An endpoint. Owns the queue.
   *
   * @param index its place in the settings
   */
  Endpoint(
      int index, URI url, DiskQueue queue, Sender sender, Clock clock, RandomGenerator random) {
    this.index = index;
    this.url = url;
    this.queue = queue;
    this.sender = sender;
    this.clock = clock;
    this.random = random;
  }

  int index() {
    return index;
  }

  EndpointFigures figures() {
    return figures;
  }

  /** Host and port: the rest of the address may hold a secret. */
  String host() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /** Messages that wait, numbers of viewers included. */
  int queued() {
    synchronized (counts) {
      return queue.messages() + counts.size();
    }
  }

  /** Bytes that wait on disk. */
  long queuedBytes() {
    return queue.bytes();
  }

  /** Takes a message. What cannot be kept is dropped, counted and reported. */
  void append(Outgoing outgoing) {
    if (figures.gone) {
      figures.dropped.increment();
    } else if (outgoing.event().type().equals(EventType.VIEWER_COUNT)) {
      keepCount(outgoing);
    } else {
      if (outgoing.event().type().equals(EventType.STREAM_ENDED)) {
        forgetCount(outgoing.streamId());
      }
      appendToQueue(outgoing.event());
    }
  }

  private void keepCount(Outgoing outgoing) {
    synchronized (counts) {
      if (counts.remove(outgoing.streamId()) != null || counts.size() >= MOST_COUNTS) {
        figures.dropped.increment();
      }
      if (counts.size() < MOST_COUNTS) {
        counts.put(outgoing.streamId(), outgoing.event());
      }
    }
  }

  private void forgetCount(StreamId streamId) {
    synchronized (counts) {
      if (counts.remove(streamId) != null) {
        figures.dropped.increment();
      }
    }
  }

  private void appendToQueue(Event event) {
    try {
      int dropped = queue.append(EventRecord.encode(event));
      if (dropped > 0) {
        figures.dropped.add(dropped);
        LOG.warn("webhook {} ({}): queue full, dropped the oldest {}", index, host(), dropped);
      }
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the writer has other endpoints and other messages.
      figures.dropped.increment();
      LOG.warn(
          "webhook {} ({}): {} {} is dropped, it cannot be kept: {}",
          index,
          host(),
          event.type(),
          event.id(),
          e.toString());
    }
  }

  /** Makes what was appended safe from a loss of power. */
  void force() {
    try {
      queue.force();
    } catch (IOException e) {
      LOG.warn("webhook {} ({}): cannot sync the queue: {}", index, host(), e.toString());
    }
  }

  /**
   * Makes the next attempt, if one is due.
   *
   * @return milliseconds until the next call is worthwhile: 0 for at once, or {@link
   *     #NOTHING_TO_DO}
   */
  long step() throws InterruptedException {
    if (figures.gone) {
      return NOTHING_TO_DO;
    }
    long wait = untilDue();
    if (wait > 0) {
      return wait;
    }
    try {
      Optional<DiskQueue.Entry> head = queue.head();
      if (head.isPresent()) {
        return deliver(head.get());
      }
    } catch (IOException e) {
      return fail("the queue cannot be read: " + e, 0);
    }
    Event count = nextCount();
    return count == null ? NOTHING_TO_DO : deliverCount(count);
  }

  /** A clock that was set back must not silence an endpoint. */
  private long untilDue() {
    long wait = notBefore - clock.millis();
    return wait > 2 * Backoff.DELAYS.getLast().toMillis() ? 0 : Math.max(0, wait);
  }

  private @Nullable Event nextCount() {
    synchronized (counts) {
      var first = counts.pollFirstEntry();
      return first == null ? null : first.getValue();
    }
  }

  private long deliver(DiskQueue.Entry entry) throws IOException, InterruptedException {
    Optional<Event> event = EventRecord.decode(entry.content());
    if (event.isEmpty()) {
      queue.acknowledge(entry);
      figures.dropped.increment();
      LOG.warn("webhook {} ({}): dropped a message that is none", index, host());
      return 0;
    }
    if (attempt(event.get())) {
      queue.acknowledge(entry);
      return 0;
    }
    if (figures.gone) {
      queue.acknowledge(entry);
      return NOTHING_TO_DO;
    }
    dropOld();
    return untilDue();
  }

  private long deliverCount(Event count) throws InterruptedException {
    if (attempt(count)) {
      return 0;
    }
    if (!figures.gone) {
      figures.dropped.increment();
    }
    return figures.gone ? NOTHING_TO_DO : untilDue();
  }

  private boolean attempt(Event event) throws InterruptedException {
    try {
      Sender.Answer answer = sender.post(url, event, TIMEOUT);
      if (answer.isSuccess()) {
        succeed(answer.status());
        return true;
      }
      String what = event.type() + " " + event.id() + " was answered " + answer.status();
      if (answer.status() == GONE) {
        giveUp();
      } else {
        var _ = fail(what, answer.status());
      }
    } catch (IOException e) {
      var _ = fail(event.type() + " " + event.id() + ": " + e.getMessage(), 0);
    }
    return false;
  }

  private void succeed(int status) {
    figures.delivered.increment();
    figures.lastStatus = status;
    figures.lastError = null;
    figures.lastSuccess = clock.instant();
    figures.nextAttempt = null;
    if (failures > 0) {
      LOG.info("webhook {} ({}) answers again after {} failures", index, host(), failures);
    }
    failures = 0;
    notBefore = 0;
  }

  private long fail(String what, int status) {
    failures++;
    long delay = Backoff.millis(failures, random);
    notBefore = clock.millis() + delay;
    figures.failed.increment();
    figures.lastStatus = status;
    figures.lastError = what;
    figures.nextAttempt = Instant.ofEpochMilli(notBefore);
    LOG.warn("webhook {} ({}): {}; next attempt in {} s", index, host(), what, delay / 1_000);
    return delay;
  }

  private void giveUp() {
    figures.failed.increment();
    figures.dropped.increment();
    figures.lastStatus = GONE;
    figures.lastError = "is gone";
    figures.gone = true;
    LOG.warn("webhook {} ({}) is gone (410): it is told nothing until a restart", index, host());
  }

  /** Called after a failed attempt, so that nothing is dropped that was not tried. */
  private void dropOld() throws IOException {
    long oldest = clock.millis() - Backoff.GIVE_UP.toMillis();
    int dropped = 0;
    for (Optional<DiskQueue.Entry> head = queue.head(); head.isPresent(); head = queue.head()) {
      Optional<Event> event = EventRecord.decode(head.get().content());
      if (event.isPresent() && event.get().timeMillis() > oldest) {
        break;
      }
      queue.acknowledge(head.get());
      dropped++;
    }
    if (dropped > 0) {
      figures.dropped.add(dropped);
      LOG.warn("webhook {} ({}): dropped {} messages older than 24 h", index, host(), dropped);
    }
  }

  @Override
  public void close() throws IOException {
    queue.close();
  }
}
