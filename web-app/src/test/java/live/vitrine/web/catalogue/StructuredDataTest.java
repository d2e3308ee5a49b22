package live.vitrine.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import live.vitrine.web.money.Money;
import org.junit.jupiter.api.Test;

final class StructuredDataTest {
  @Test
  void cannotEndTheElementItIsIn() {
    String evil = "</script><script>alert(1)</script><!-- & \u2028";
    ProductDetails product =
        new ProductDetails(
            7,
            evil,
            List.of(evil),
            List.of(),
            "Shop",
            "shop",
            true,
            true,
            Money.of(490, "EUR"),
            List.of());

    String json = StructuredData.of(product, List.of(), URI.create("https://example.org"));

    assertThat(json).doesNotContain("<", ">", "&", "\u2028");
    assertThat(new JsonObject(json).getString("name")).isEqualTo(evil);
  }
}
