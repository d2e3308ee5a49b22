package live.vitrine.media.rtmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtmpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "rtmp://a.example/live/key, false, a.example, 1935, live, key",
    "rtmp://a.example:1936/live/key, false, a.example, 1936, live, key",
    "rtmps://a.example/rtmp/FB-1?s_bl=1&x=/y, true, a.example, 443, rtmp, FB-1?s_bl=1&x=/y",
    "rtmp://[2001:db8::1]:1/live/eu/key, false, 2001:db8::1, 1, live/eu, key"
  })
  void reads(String text, boolean secure, String host, int port, String application, String name) {
    RtmpAddress address = RtmpAddress.parse(text);
    assertThat(address).isEqualTo(new RtmpAddress(secure, host, port, application, name));
    assertThat(RtmpAddress.parse(address.url())).isEqualTo(address);
    assertThat(address.masked()).endsWith("/***").doesNotContain("key", "FB-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rtmp://",
        "rtmp:///live/secret",
        "rtmpt://a/live/secret",
        "rtmp://a/secret",
        "rtmp://a/live/",
        "rtmp://a//secret",
        "rtmp://u:secret@a/live/x",
        "rtmp://a:0/live/secret",
        "rtmp://a:70000/live/secret",
        "rtmp://a:x/live/secret",
        "rtmp://[::1/live/secret",
        "rtmp://a b/live/secret"
      })
  void refusesWithoutRepeatingSecrets(String text) {
    assertThatThrownBy(() -> RtmpAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void boundsItsLength() {
    String text = "rtmp://a/live/" + "x".repeat(RtmpAddress.MAX_LENGTH);
    assertThatThrownBy(() -> RtmpAddress.parse(text)).hasMessageContaining("allowed: up to 1000");
  }
}
