package live.vitrine.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import live.vitrine.stripe.checkout.ApiError;
import org.junit.jupiter.api.Test;

class ParamsTest {
  @Test
  void readsNestedPathsInTheirOrder() {
    Params params = params("line_items[1][quantity]", "2", "line_items[0][quantity]", "3");

    assertThat(params.children("line_items")).containsExactly("1", "0");
    assertThat(params.atLeast("line_items[1][quantity]", 1)).isEqualTo(2);
    assertThat(params.has("line_items")).isTrue();
    assertThat(params.has("line")).isFalse();
  }

  @Test
  void countsListsWithoutNumbers() {
    assertThat(params("expand[]", "a", "expand[]", "b").list("expand")).containsExactly("a", "b");
  }

  @Test
  void refusesWhatNobodyRead() {
    Params params = params("known", "1", "colour[0]", "blue");
    params.text("known");

    assertThatThrownBy(params::refuseUnknown)
        .isInstanceOf(ApiError.class)
        .hasMessage("Received unknown parameter: colour[0]");
  }

  @Test
  void hasTheSameFingerprintInAnyOrder() {
    assertThat(params("a", "1", "b", "2").fingerprint())
        .isEqualTo(params("b", "2", "a", "1").fingerprint())
        .isNotEqualTo(params("a", "1", "b", "3").fingerprint());
  }

  @Test
  void boundsMetadata() {
    assertThat(params("metadata[order]", "17", "metadata[gone]", "").metadata("metadata"))
        .containsOnlyKeys("order");
    refuses(params("metadata[" + "k".repeat(41) + "]", "v"), "up to 40 characters");
    refuses(params("metadata[k]", "v".repeat(501)), "up to 500 characters");
    refuses(params("metadata[k][l]", "v"), "must be strings");
    String[] fields = new String[102];
    for (int i = 0; i < 51; i++) {
      fields[2 * i] = "metadata[k" + i + "]";
      fields[2 * i + 1] = "v";
    }
    refuses(params(fields), "up to 50 keys");
  }

  private static void refuses(Params params, String words) {
    assertThatThrownBy(() -> params.metadata("metadata"))
        .isInstanceOf(ApiError.class)
        .hasMessageContaining(words);
  }

  private static Params params(String... fields) {
    MultiMap map = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < fields.length; i += 2) {
      map.add(fields[i], fields[i + 1]);
    }
    return Params.of(map);
  }
}
