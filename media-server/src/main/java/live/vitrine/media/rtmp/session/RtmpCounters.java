package live.vitrine.media.rtmp.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the RTMP ports count. Any thread. */
public final class RtmpCounters {
  private final AtomicInteger connections = new AtomicInteger();

  /** Of lines about connections that were refused; shared by all of them. */
  final LineBudget strangerLines = new LineBudget();

  private final LongAdder bytesReceived = new LongAdder();
  private final Map<CloseCause, LongAdder> closed = new EnumMap<>(CloseCause.class);

  /** All zero. */
  public RtmpCounters() {
    for (CloseCause cause : CloseCause.values()) {
      closed.put(cause, new LongAdder());
    }
  }

  /** Connections open now. */
  public int connections() {
    return connections.get();
  }

  /** Bytes read from all connections. */
  public long bytesReceived() {
    return bytesReceived.sum();
  }

  /** How often this side closed a connection for this cause. */
  public long closed(CloseCause cause) {
    return counter(cause).sum();
  }

  void opened() {
    connections.incrementAndGet();
  }

  void gone() {
    connections.decrementAndGet();
  }

  void received(int bytes) {
    bytesReceived.add(bytes);
  }

  void close(CloseCause cause) {
    counter(cause).increment();
  }

  private LongAdder counter(CloseCause cause) {
    return Objects.requireNonNull(closed.get(cause));
  }
}
