package live.vitrine.media.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
  private static final long SELF = ProcessHandle.current().pid();
  private static final long NOBODY = Integer.MAX_VALUE;

  @Test
  void readsOwnTimeAndMemory() {
    assertThat(ProcessFigures.cpuSeconds(SELF)).isPositive();
    assertThat(ProcessFigures.residentKib(SELF)).isGreaterThan(10_000);
    assertThat(CoreTime.busySeconds()).isGreaterThan(ProcessFigures.cpuSeconds(SELF) / 2);
  }

  @Test
  void aProcessThatIsGoneUsesNothing() {
    assertThat(ProcessFigures.cpuSeconds(NOBODY)).isZero();
    assertThat(ProcessFigures.residentKib(NOBODY)).isZero();
  }
}
