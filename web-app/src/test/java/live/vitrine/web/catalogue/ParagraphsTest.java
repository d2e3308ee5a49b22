package live.vitrine.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ParagraphsTest {
  @Test
  void areWhatStandsBetweenBlankLines() {
    assertThat(Paragraphs.of(" One\ntwo\n\n \nThree\r\n\r\nfour "))
        .containsExactly("One\ntwo", "Three", "four");
    assertThat(Paragraphs.of(" \n ")).isEmpty();
  }
}
