package live.vitrine.media.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What one HTTP port counts. Any thread. */
public final class HttpCounters {
  /** Why a connection was closed by us, for bad input or for not reading. */
  public enum Refusal {
    HEADER_TOO_SLOW,
    HEADER_TOO_LARGE,
    REQUEST_LINE_TOO_LONG,
    MALFORMED,
    BODY_TOO_LARGE,
    TOO_MANY_PIPELINED,
    RESPONSE_STALLED,
    NOT_TLS,
    HANDSHAKE_FAILED,
    HTTP2_FLOOD
  }

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger http2Connections = new AtomicInteger();
  private final ConcurrentMap<Integer, LongAdder> responses = new ConcurrentHashMap<>();
  private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);

  /** All zero. */
  public HttpCounters() {
    for (Refusal refusal : Refusal.values()) {
      refusals.put(refusal, new LongAdder());
    }
  }

  /** Connections open now. */
  public int connections() {
    return connections.get();
  }

  /** Those of them that speak HTTP/2. */
  public int http2Connections() {
    return http2Connections.get();
  }

  /** How often a connection was refused for this reason. */
  public long refused(Refusal refusal) {
    return counter(refusal).sum();
  }

  /** Responses by status. */
  public ConcurrentMap<Integer, LongAdder> responses() {
    return responses;
  }

  void opened() {
    connections.incrementAndGet();
  }

  void closed() {
    connections.decrementAndGet();
  }

  void openedHttp2() {
    http2Connections.incrementAndGet();
  }

  void closedHttp2() {
    http2Connections.decrementAndGet();
  }

  void refuse(Refusal refusal) {
    counter(refusal).increment();
  }

  private LongAdder counter(Refusal refusal) {
    return Objects.requireNonNull(refusals.get(refusal));
  }

  void answered(int status) {
    responses.computeIfAbsent(status, code -> new LongAdder()).increment();
  }
}
