package live.vitrine.media.benchmark.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgramsTest {
  @Test
  void namesThePackageOfWhatIsMissing() {
    assertThatThrownBy(() -> Programs.require("no-such-program"))
        .isInstanceOf(MissingProgramException.class)
        .hasMessage("no-such-program is missing; it is in Debian's package no-such-program");
  }

  @Test
  void findsProgramsOnThePath() {
    assertThat(Programs.require("sh")).endsWith("/sh");
  }
}
