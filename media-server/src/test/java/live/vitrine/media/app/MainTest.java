package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.streamkey.KeyVerdict.Valid;
import live.vitrine.media.streamkey.StreamKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void useOwnFolder() {
    environment.put("VITRINE_DATA", data.toString());
  }

  @Test
  void printsAValidKeyAndNothingElse() throws IOException {
    assertThat(execute("key", "demo")).isZero();

    assertThat(StreamKeys.open(data).verify(out.toString().strip()))
        .isEqualTo(new Valid(StreamId.of("demo"), 0));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsTheKeyOfAGeneration() throws IOException {
    assertThat(execute("key", "demo", "--generation", "4")).isZero();

    assertThat(StreamKeys.open(data).verify(out.toString().strip()))
        .isEqualTo(new Valid(StreamId.of("demo"), 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"key", "key a/b", "key demo --generation -1", "key demo --generation x", "--no"})
  void refusesAWrongCommandLine(String line) {
    assertThat(execute(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void checkNamesEveryWrongSetting() {
    environment.put("VITRINE_RTMP_PORT", "none");
    environment.put("VITRINE_PUBLISH_AUTH", "maybe");

    assertThat(execute("--check-config")).isEqualTo(ExitCode.SETTINGS);

    assertThat(err.toString())
        .contains("VITRINE_RTMP_PORT: rtmp.port is \"none\"")
        .contains("VITRINE_PUBLISH_AUTH: publish-auth is \"maybe\"; allowed: key, open");
  }

  @Test
  void checkLeavesNothingBehind() throws IOException {
    assertThat(execute("--check-config")).isZero();

    try (var files = Files.list(data)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void showsValuesWithTheirOrigin() throws IOException {
    Path file = Files.writeString(data.resolve("other.conf"), "http.port = 9000");

    assertThat(execute("--config", file.toString(), "--show-config")).isZero();

    assertThat(out.toString())
        .containsPattern("http.port +=.*9000 +# " + file + ":1, VITRINE_HTTP_PORT")
        .containsPattern("rtmp.port +=.*1935 +# default, VITRINE_RTMP_PORT");
  }

  @Test
  void helpNamesOptionsCommandsAndExitCodes() {
    assertThat(execute("--help")).isZero();

    assertThat(out.toString()).contains("--check-config", "--show-config", "key", "wrong setting");
  }

  private int execute(String... arguments) {
    return Main.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
