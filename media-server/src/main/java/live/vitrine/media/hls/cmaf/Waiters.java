package live.vitrine.media.hls.cmaf;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import live.vitrine.media.http.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are held until something is there. They cost no thread and no timer each: those of
 * one event loop stand in one list, which a single task looks through when there is news, and a
 * single timer when time has passed.
 */
final class Waiters {
  /** More are not held but answered at once. */
  static final int MAX_WAITING = 20_000;

  /** What is waited for, in the order in which it is answered when it comes at one time. */
  enum Awaited {
    /** A picture that is late shows; there are as many requests for it as for playlists. */
    MEDIA,
    /** Says what to ask for next, which is known from the hint already. */
    PLAYLIST
  }

  /** For whom there is news, and until when it is worth waiting. */
  private record Waiter(
      HttpExchange exchange,
      Awaited awaited,
      BooleanSupplier due,
      long deadline,
      Runnable answer) {}

  private final Map<EventLoop, OnLoop> loops = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Holds a request. Call on its event loop.
   *
   * @param awaited what it asks for
   * @param due whether what it waits for is there
   * @param answer answers it, when that is so or the limit has passed
   * @return false when too many are held already
   */
  boolean hold(
      HttpExchange exchange,
      Awaited awaited,
      BooleanSupplier due,
      long limitMillis,
      Runnable answer) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    OnLoop list = loops.computeIfAbsent(exchange.channel().eventLoop(), OnLoop::new);
    list.add(exchange, awaited, due, limitMillis, answer);
    return true;
  }

  /** Something new is there. Any thread; the requests are answered on their own event loops. */
  void wake() {
    if (waiting.get() > 0) {
      loops.values().forEach(OnLoop::wake);
    }
  }

  /** How many requests are held. */
  int size() {
    return waiting.get();
  }

  private final class OnLoop {
    private final EventLoop loop;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Set<Waiter> held = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> timer;

    OnLoop(EventLoop loop) {
      this.loop = loop;
    }

    void add(
        HttpExchange exchange,
        Awaited awaited,
        BooleanSupplier due,
        long limitMillis,
        Runnable answer) {
      long deadline = now() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
      Waiter waiter = new Waiter(exchange, awaited, due, deadline, answer);
      held.add(waiter);
      exchange.onAbandoned(() -> {
        if (held.remove(waiter)) {
          waiting.decrementAndGet();
        }
      });
      if (timer == null) {
        startTimer(limitMillis);
      }
      // What it waits for may have come after the caller looked and before it stood here.
      if (due.getAsBoolean()) {
        wake();
      }
    }

    private long now() {
      return loop.ticker().nanoTime();
    }

    private void startTimer(long millis) {
      timer = loop.schedule(this::expire, millis, TimeUnit.MILLISECONDS);
    }

    void wake() {
      if (!woken.getAndSet(true)) {
        try {
          loop.execute(() -> {
            woken.set(false);
            answerAll(waiter -> waiter.due().getAsBoolean());
          });
        } catch (RejectedExecutionException _) {
          // The process is going down and closes the connections.
        }
      }
    }

    private void expire() {
      timer = null;
      long now = now();
      answerAll(waiter -> waiter.deadline() - now <= 0);
      if (timer == null && !held.isEmpty()) {
        long next = held.stream().mapToLong(waiter -> waiter.deadline() - now).min().orElse(0);
        startTimer(TimeUnit.NANOSECONDS.toMillis(next) + 1);
      }
    }

    private void answerAll(Predicate<Waiter> which) {
      if (held.isEmpty()) {
        return;
      }
      // An answer lets the connection's next request in, which may be held here again.
      List<Waiter> answered = new ArrayList<>();
      for (Waiter waiter : held) {
        if (which.test(waiter)) {
          answered.add(waiter);
        }
      }
      answered.forEach(held::remove);
      answered.sort(Comparator.comparing(Waiter::awaited));
      waiting.addAndGet(-answered.size());
      for (Waiter waiter : answered) {
        waiter.exchange().guarded(waiter.answer());
      }
    }
  }
}
