package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private static final long START = 42;
  private static final long SECOND = 1_000_000_000;

  private final LineBudget budget = new LineBudget();

  @Test
  void grantsSoManyLinesInASecond() {
    for (int i = 0; i < LineBudget.LINES_PER_SECOND; i++) {
      assertThat(budget.take(START + i)).isZero();
    }
    assertThat(budget.take(START + SECOND - 1)).isEqualTo(LineBudget.NOT_GRANTED);
  }

  @Test
  void saysOnceHowManyWereLeftOut() {
    for (int i = 0; i < LineBudget.LINES_PER_SECOND + 3; i++) {
      int _ = budget.take(START);
    }

    assertThat(budget.take(START + SECOND)).isEqualTo(3);
    assertThat(budget.take(START + SECOND)).isZero();
  }
}
