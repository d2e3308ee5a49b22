package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238 appendix B, SHA-1, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void makesTheCodesOfTheStandard(long seconds, String code) {
    assertThat(Totp.codeAt(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
  }

  @Test
  void takesOneStepOfDriftAndNoMore() {
    Instant made = Instant.ofEpochSecond(59);

    assertThat(Totp.step(SECRET, "287082", made.plusSeconds(30))).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", made.minusSeconds(30))).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", made.plusSeconds(61))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void writesSecretsAsTheStandardSays(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void escapesTheAddressInTheKeyUri() {
    assertThat(Totp.uri(SECRET, "Vitrine", "a+b&c@example.org"))
        .isEqualTo(
            "otpauth://totp/Vitrine:a%2Bb%26c%40example.org"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Vitrine");
  }
}
