package live.vitrine.web.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import live.vitrine.web.http.HttpException;

/**
 * Hashes of passwords: Argon2id, each with a salt of its own. One needs {@value #MEMORY_KIB} KiB,
 * so that only some are made at a time; the others wait in turn, up to {@link #PATIENCE}, and are
 * then answered 503. Any thread that may block.
 */
public final class Passwords {
  static final int MEMORY_KIB = 19 * 1024;
  static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Argon2Function argon2;
  private final Semaphore room;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();
  // Of a password that nobody has: as much work for an account that is not there.
  private final String nobody;

  /** As many at a time as there are processors. */
  public Passwords() {
    this(MEMORY_KIB, PASSES, Runtime.getRuntime().availableProcessors());
  }

  Passwords(int memoryKib, int passes, int atOnce) {
    this.argon2 =
        Argon2Function.getInstance(
            memoryKib, passes, LANES, HASH_BYTES, Argon2.ID, Argon2Function.ARGON2_VERSION_13);
    this.room = new Semaphore(atOnce, true);
    this.nobody = hash("");
  }

  /** In the form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(() -> argon2.hash(bytes(password), salt).getResult());
  }

  /** Whether {@code password} is that of {@code hash}; takes as long where there is no hash. */
  boolean matches(String password, String hash) {
    String checked = hash.isEmpty() ? nobody : hash;
    Argon2Function function = Argon2Function.getInstanceFromHash(checked);
    boolean same =
        inTurn(() -> function.check(bytes(password), checked.getBytes(StandardCharsets.US_ASCII)));
    return same && !hash.isEmpty();
  }

  /** Whether a hash was made with other parameters than today's. */
  boolean isOutdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(argon2);
  }

  /** How many were ever made at a time: what memory was needed for. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** What looks the same is the same, however a keyboard puts it together. */
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw HttpException.busy(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw HttpException.busy(PATIENCE);
    }
    try {
      int now = running.incrementAndGet();
      mostAtOnce.accumulateAndGet(now, Math::max);
      return work.get();
    } finally {
      running.decrementAndGet();
      room.release();
    }
  }
}
