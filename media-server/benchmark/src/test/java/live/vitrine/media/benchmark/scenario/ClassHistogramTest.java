package live.vitrine.media.benchmark.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassHistogramTest {
  private static final String HEAD =
      """
      4242:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
      """;

  @Test
  void saysWhatGrewMostFirst() {
    ClassHistogram before =
        ClassHistogram.parse(
            HEAD
                + """
                   1:          1000          81920  [B (java.base@25.0.3)
                   2:            10           1024  live.vitrine.media.flv.FlvTag
                Total          1010          82944
                """);
    ClassHistogram after =
        ClassHistogram.parse(
            HEAD
                + """
                   1:          1100          92160  [B (java.base@25.0.3)
                   2:           200          20480  live.vitrine.media.hub.Cursor
                   3:            10           1024  live.vitrine.media.flv.FlvTag
                Total          1310         113664
                """);

    assertThat(after.growth(before, 5))
        .containsExactly("+20 KiB, +200 of live.vitrine.media.hub.Cursor", "+10 KiB, +100 of [B");
  }
}
