package live.vitrine.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSignatureTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
  private static final WebhookSignature SIGNATURE =
      new WebhookSignature(List.of("whsec_new", "whsec_old"));

  private static String v1(String secret, long time) {
    return "v1="
        + HexFormat.of().formatHex(WebhookSignature.sign(secret, String.valueOf(time), BODY));
  }

  private static WebhookSignature.Verdict check(String header) {
    return SIGNATURE.check(header, BODY, NOW);
  }

  @Test
  void takesEitherSecretAndAnyOfSeveralSignatures() {
    long t = NOW.getEpochSecond();

    assertThat(check("t=" + t + "," + v1("whsec_new", t)))
        .isEqualTo(WebhookSignature.Verdict.VALID);
    assertThat(check("t=" + t + "," + v1("whsec_other", t) + "," + v1("whsec_old", t) + ",v0=00"))
        .isEqualTo(WebhookSignature.Verdict.VALID);
  }

  @Test
  void refusesWhatIsOlderOrNewerThanFiveMinutes() {
    for (long off : new long[] {-301, 301, 86_400}) {
      long t = NOW.getEpochSecond() + off;
      assertThat(check("t=" + t + "," + v1("whsec_new", t)))
          .isEqualTo(WebhookSignature.Verdict.STALE);
    }
    long edge = NOW.getEpochSecond() - 300;
    assertThat(check("t=" + edge + "," + v1("whsec_new", edge)))
        .isEqualTo(WebhookSignature.Verdict.VALID);
  }

  @Test
  void refusesAnotherBodyAndAnotherSecret() {
    long t = NOW.getEpochSecond();
    byte[] other = "{\"id\":\"evt_2\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(SIGNATURE.check("t=" + t + "," + v1("whsec_new", t), other, NOW))
        .isEqualTo(WebhookSignature.Verdict.WRONG);
    assertThat(check("t=" + t + "," + v1("whsec_forged", t)))
        .isEqualTo(WebhookSignature.Verdict.WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "=",
        "t",
        "t=",
        "t=x,v1=x",
        "v1=",
        "t=1800000000",
        "t=1800000000,v1=zz",
        "t=99999999999999999999,v1=00",
        "t=-1,v1=00",
        "t=1,t=2,v1=00",
        "===,,,===",
        "t=1800000000,v0=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void refusesGarbage(String header) {
    assertThat(check(header)).isEqualTo(WebhookSignature.Verdict.MALFORMED);
  }

  @Test
  void refusesAHeaderWithoutEnd() {
    assertThat(check("t=1,".repeat(10_000))).isEqualTo(WebhookSignature.Verdict.MALFORMED);
  }
}
