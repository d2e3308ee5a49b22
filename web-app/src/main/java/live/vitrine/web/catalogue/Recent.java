package live.vitrine.web.catalogue;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Answers that everybody may share for a short while. However many ask for the same thing at once,
 * it is read once. What fails is not kept. Any thread that may block.
 *
 * @param <K> what was asked: bounded in size, equal where the answer is the same
 */
final class Recent<K, V> {
  // Each reading has a thread of its own, so that waiting for one key never delays another.
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final AsyncCache<K, V> answers;
  private final Function<K, V> read;

  /**
   * Nothing kept yet.
   *
   * @param age how old an answer may be
   * @param most how many answers are kept
   */
  Recent(Duration age, int most, Function<K, V> read) {
    this.answers =
        Caffeine.newBuilder()
            .expireAfterWrite(age)
            .maximumSize(most)
            .executor(THREADS)
            .buildAsync();
    this.read = read;
  }

  /** The answer for {@code key}; throws what reading it throws. */
  V get(K key) {
    CompletableFuture<V> answer =
        answers.get(
            key,
            (asked, executor) -> CompletableFuture.supplyAsync(() -> read.apply(asked), executor));
    try {
      return answer.join();
    } catch (CompletionException e) {
      // The cache does this, too, but perhaps only after the next one has asked.
      answers.asMap().remove(key, answer);
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
