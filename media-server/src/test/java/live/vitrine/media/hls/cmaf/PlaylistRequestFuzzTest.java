package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

class PlaylistRequestFuzzTest {
  /** Whatever a query says, it is either refused for a reason or within bounds. */
  @FuzzTest(maxDuration = "1m")
  void readsAnyQuery(byte[] input) {
    String query = new String(input, StandardCharsets.ISO_8859_1);
    QueryStringDecoder decoder =
        new QueryStringDecoder("/live/demo/main.m3u8?" + query.replace('#', '?'));
    try {
      PlaylistRequest request =
          PlaylistRequest.parse(
              value(decoder, "_HLS_msn"), value(decoder, "_HLS_part"), value(decoder, "_HLS_skip"));
      assertThat(request.sequence()).isBetween(-1L, 999_999_999_999_999_999L);
      assertThat(request.part()).isBetween(-1, 999_999_999);
      assertThat(request.part() >= 0 && request.sequence() < 0).isFalse();
    } catch (PlaylistRequest.InvalidException e) {
      assertThat(e.reason()).startsWith("_HLS_");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("escape");
    }
  }

  private static @Nullable String value(QueryStringDecoder decoder, String name) {
    List<String> values = decoder.parameters().get(name);
    return values == null ? null : values.getFirst();
  }
}
