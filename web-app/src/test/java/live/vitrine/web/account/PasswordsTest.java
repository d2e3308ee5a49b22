package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void hashesByArgon2idWithOurParameters() {
    assertThat(passwords.hash("seven lamps"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .hasSizeLessThan(255);
  }

  @Test
  void matchesOnlyTheSamePassword() {
    String hash = passwords.hash("seven lamps é");

    assertThat(passwords.matches("seven lamps é", hash)).isTrue();
    assertThat(passwords.matches("seven lamps e\u0301", hash)).as("another keyboard").isTrue();
    assertThat(passwords.matches("Seven lamps é", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
  }

  @Test
  void saltsEachHash() {
    assertThat(passwords.hash("seven lamps")).isNotEqualTo(passwords.hash("seven lamps"));
  }

  @Test
  void matchesNothingWhereThereIsNoHash() {
    assertThat(passwords.matches("", "")).isFalse();
    assertThat(passwords.matches("seven lamps", "")).isFalse();
  }

  @Test
  void seesThatParametersHaveChanged() {
    String old = new Passwords(8 * 1024, 1, 1).hash("seven lamps");

    assertThat(passwords.isOutdated(old)).isTrue();
    assertThat(passwords.matches("seven lamps", old)).isTrue();
    assertThat(passwords.isOutdated(passwords.hash("seven lamps"))).isFalse();
  }

  @Test
  void hashesForManyAtOnceInTurn() {
    Passwords small = new Passwords(1024, 1, 1);
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        threads.execute(() -> {
          if (small.hash("seven lamps").startsWith("$argon2id")) {
            done.incrementAndGet();
          }
        });
      }
    }
    assertThat(done).hasValue(100);
    assertThat(small.mostAtOnce()).isEqualTo(1);
  }
}
