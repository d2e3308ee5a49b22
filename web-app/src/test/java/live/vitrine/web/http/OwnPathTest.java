package live.vitrine.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/cart", "/products/1?a=b&c=%2F%2Fx", "/search?q=//example.org", "/a/..//b"})
  void takesPathsOfOurs(String path) {
    assertThat(OwnPath.or(path, "/home")).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cart",
        "//example.org",
        "///example.org",
        "/\\example.org",
        "\\\\example.org",
        "/a\\b",
        "/\t/example.org",
        "/\n/example.org",
        " /cart",
        "/ca rt",
        "https://example.org",
        "javascript:alert(1)",
        "/cart\r\nSet-Cookie: a=b",
        "/\u0000",
        "/ä",
        "@example.org"
      })
  void takesNothingElse(String path) {
    assertThat(OwnPath.or(path, "/home")).isEqualTo("/home");
  }
}
