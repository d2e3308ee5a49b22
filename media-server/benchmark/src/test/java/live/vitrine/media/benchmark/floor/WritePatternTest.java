package live.vitrine.media.benchmark.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritePatternTest {
  @ParameterizedTest
  @ValueSource(strings = {"tag", "picture", "1ms", "100ms", "2000ms"})
  void readsWhatItWrites(String text) {
    assertThat(WritePattern.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "frame", "100", "ms", "0ms", "2001ms", "-1ms"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> WritePattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
