package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import live.vitrine.media.hub.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizeAnswerTest {
  private static final AuthorizeAnswer ALLOWED = new AuthorizeAnswer.Allowed(Optional.empty());

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(200, "{\"allow\":true}", ALLOWED),
        Arguments.of(200, "", ALLOWED),
        Arguments.of(204, "", ALLOWED),
        Arguments.of(202, " \n", ALLOWED),
        Arguments.of(200, "{\"allow\":true,\"streamId\":null,\"reason\":\"x\"}", ALLOWED),
        Arguments.of(
            200,
            "{\"allow\":true,\"streamId\":\"show-2\"}",
            new AuthorizeAnswer.Allowed(Optional.of(StreamId.of("show-2")))),
        Arguments.of(200, "{\"allow\":false}", AuthorizeAnswer.NO_REASON),
        Arguments.of(200, "{\"allow\":false,\"reason\":\"\\n\"}", new AuthorizeAnswer.Refused("?")),
        Arguments.of(
            200,
            "{\"allow\":false,\"reason\":\"Not today, Zoë.\"}",
            new AuthorizeAnswer.Refused("Not today, Zoë.")),
        Arguments.of(401, "", AuthorizeAnswer.NO_REASON),
        Arguments.of(403, "<html>", AuthorizeAnswer.NO_REASON),
        Arguments.of(403, "{\"reason\":\"Closed.\"}", new AuthorizeAnswer.Refused("Closed.")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void understands(int status, String body, AuthorizeAnswer expected) {
    assertThat(answer(status, body)).isEqualTo(expected);
  }

  static Stream<Arguments> unclear() {
    return Stream.of(
        Arguments.of(500, "{\"allow\":true}", "it answered 500"),
        Arguments.of(302, "", "it answered 302"),
        Arguments.of(404, "", "it answered 404"),
        Arguments.of(200, "OK", "not JSON"),
        Arguments.of(200, "[]", "must be a JSON object"),
        Arguments.of(200, "{}", "allow missing"),
        Arguments.of(200, "{\"allow\":\"true\"}", "allow is true; allowed: true, false"),
        Arguments.of(200, "{\"allow\":true,\"streamId\":\"../x\"}", "a stream ID that is none"),
        Arguments.of(200, "{\"allow\":true,\"streamId\":7}", "streamId is 7; allowed: text"),
        Arguments.of(200, "{\"allow\":true,\"extra\":1}", "extra unknown"),
        Arguments.of(200, "{\"allow\":true}{}", "must end"),
        Arguments.of(200, "{\"\\u001b[31m\":1}", "?[31m"),
        Arguments.of(200, "[".repeat(60_000), "must be a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("unclear")
  void leavesToTheSettingWhatIsNoAnswer(int status, String body, String why) {
    assertThat(answer(status, body))
        .isInstanceOfSatisfying(
            AuthorizeAnswer.Unclear.class,
            unclear -> assertThat(unclear.why()).contains(why).doesNotContain("\u001b"));
  }

  @Test
  void leavesToTheSettingWhatIsTooLong() {
    byte[] body = "{\"allow\":true}".getBytes(StandardCharsets.UTF_8);

    assertThat(AuthorizeAnswer.of(new Sender.Answer(200, false, body)))
        .isInstanceOf(AuthorizeAnswer.Unclear.class);
  }

  @Test
  void shortensReasonsAndTakesOutWhatCannotBePrinted() {
    String reason = "a\\r\\nb\\u202e" + "x".repeat(1_000);

    assertThat(answer(200, "{\"allow\":false,\"reason\":\"" + reason + "\"}"))
        .isEqualTo(new AuthorizeAnswer.Refused("a??b?" + "x".repeat(195)));
  }

  private static AuthorizeAnswer answer(int status, String body) {
    return AuthorizeAnswer.of(
        new Sender.Answer(status, true, body.getBytes(StandardCharsets.UTF_8)));
  }
}
