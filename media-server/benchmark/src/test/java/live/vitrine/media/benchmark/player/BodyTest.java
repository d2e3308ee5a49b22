package live.vitrine.media.benchmark.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final String LISTED =
      """
      #EXTM3U
      #EXT-X-PART-INF:PART-TARGET=0.242
      #EXT-X-PROGRAM-DATE-TIME:2026-11-20T22:00:00.000Z
      #EXT-X-PART:DURATION=0.240,URI="s-main-7.0.m4s",INDEPENDENT=YES
      #EXT-X-PART:DURATION=0.240,URI="s-main-7.1.m4s"
      #EXTINF:0.480,
      s-main-7.m4s
      """;
  private static final String HINT = "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"s-main-8.0.m4s\"\n";
  private static final String REPORT =
      "#EXT-X-RENDITION-REPORT:URI=\"audio1.m3u8\",LAST-MSN=7,LAST-PART=1\n";

  @ParameterizedTest
  @ValueSource(strings = {HINT, HINT + REPORT, HINT + REPORT + REPORT})
  void findsTheHintAtTheEnd(String end) {
    assertThat(body(LISTED + end).hint()).isEqualTo("s-main-8.0.m4s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#EXT-X-ENDLIST\n", REPORT})
  void findsNoHintWhereThereIsNone(String end) {
    assertThat(body(LISTED + end).hint()).isNull();
  }

  @Test
  void listsPartsAndTheNewestSegment() {
    Body body = body(LISTED + HINT);

    assertThat(body.parts()).containsExactly("s-main-7.0.m4s", "s-main-7.1.m4s");
    assertThat(body.newestSegment()).isEqualTo("s-main-7.m4s");
  }

  @Test
  void growsAndStartsAnew() {
    Body body = body("x".repeat(10_000));
    body.clear();
    assertThat(body.length()).isZero();
    assertThat(body.hint()).isNull();
  }

  private static Body body(String text) {
    Body body = new Body();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int half = bytes.length / 2;
    body.add(MemorySegment.ofArray(bytes), 0, half);
    body.add(MemorySegment.ofArray(bytes), half, bytes.length);
    return body;
  }
}
