package live.vitrine.media.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import live.vitrine.media.config.InvalidSettingsException.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadedSettingsTest {
  @TempDir Path home;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = home.resolve("other.conf");
  }

  @Test
  void everyDefaultHolds() {
    Settings settings = load(Map.of(), null).settings();

    assertThat(settings.instanceId()).isEqualTo("local");
    assertThat(settings.data()).isEqualTo(home.resolve("data"));
    assertThat(settings.publishAuth()).isEqualTo(PublishAuth.KEY);
    assertThat(settings.mergeWindow()).isZero();
    assertThat(settings.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(settings.rtmp()).hasToString("0.0.0.0:1935");
    assertThat(settings.http()).hasToString("0.0.0.0:8000");
    assertThat(settings.admin()).hasToString("127.0.0.1:8001");
    assertThat(settings.rtmps()).isNull();
  }

  @Test
  void showsNoSecret() {
    String secret = "whsec_" + "QUFB".repeat(8);

    assertThat(load(Map.of("VITRINE_WEBHOOKS_SECRET", secret), null).values())
        .contains(
            new EffectiveValue(
                "webhooks.secret", "VITRINE_WEBHOOKS_SECRET", "***", "VITRINE_WEBHOOKS_SECRET"));
    assertThatThrownBy(() -> load(Map.of("VITRINE_WEBHOOKS_SECRET", "hunter2"), null))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("webhooks.secret is \"***\"")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void environmentStandsAboveFileAndFileAboveDefault() throws IOException {
    Files.writeString(file, "rtmp.port = 2000\nhttp { port = 2001 }\ninstance-id = 007\n");

    LoadedSettings loaded =
        load(Map.of("VITRINE_HTTP_PORT", "3001", "VITRINE_MERGE_MILLIS", "100"), file);

    assertThat(loaded.settings().rtmp().port()).isEqualTo(2000);
    assertThat(loaded.settings().http().port()).isEqualTo(3001);
    assertThat(loaded.settings().instanceId()).isEqualTo("007");
    assertThat(loaded.settings().mergeWindow()).isEqualTo(Duration.ofMillis(100));
    assertThat(loaded.values())
        .contains(
            new EffectiveValue("rtmp.port", "VITRINE_RTMP_PORT", "2000", file + ":1"),
            new EffectiveValue("http.port", "VITRINE_HTTP_PORT", "3001", "VITRINE_HTTP_PORT"),
            new EffectiveValue("admin.port", "VITRINE_ADMIN_PORT", "8001", "default"));
  }

  @Test
  void takesTheFileInTheDataFolderWhenNoneIsNamed() throws IOException {
    Path data = Files.createDirectory(home.resolve("elsewhere"));
    Files.writeString(data.resolve("media-server.conf"), "log-level = debug");

    Settings settings = load(Map.of("VITRINE_DATA", data.toString()), null).settings();

    assertThat(settings.logLevel()).isEqualTo(LogLevel.DEBUG);
  }

  @Test
  void pathsInAFileAreRelativeToItsFolder() throws IOException {
    Files.writeString(file, "data = videos");

    assertThat(load(Map.of(), file).settings().data()).isEqualTo(home.resolve("videos"));
  }

  @Test
  void emptyVariableCountsAsNotSet() {
    assertThat(load(Map.of("VITRINE_RTMP_PORT", ""), null).settings().rtmp().port())
        .isEqualTo(1935);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VITRINE_RTMP_PORT    | 65536    | rtmp.port is "65536"; allowed: 0 (any free port) to 65535
          VITRINE_HTTP_PORT    | -1       | http.port is "-1"; allowed: 0 (any free port) to 65535
          VITRINE_ADMIN_PORT   | 80a      | admin.port is "80a"; allowed: 0 (any free port) to 65535
          VITRINE_INSTANCE_ID  | a/b      | instance-id is "a/b"; allowed: 1 to 64 of A-Z a-z 0-9 _ -
          VITRINE_PUBLISH_AUTH | none     | publish-auth is "none"; allowed: key, open
          VITRINE_MERGE_MILLIS | 1001     | merge-millis is "1001"; allowed: 0 to 1000
          VITRINE_LOG_LEVEL    | loud     | log-level is "loud"; allowed: error, warn, info, debug, trace
          VITRINE_BIND         | my.host  | bind is "my.host"; allowed: an IP address of this machine, 0.0.0.0 or :: for all of them
          VITRINE_ADMIN_BIND   | 1.2.3.4.5 | admin.bind is "1.2.3.4.5"; allowed: an IP address of this machine, 0.0.0.0 or :: for all of them
          VITRINE_RTMPS_PORT   | 99999    | rtmps.port is "99999"; allowed: 0 (off), any (any free port), 1 to 65535
          VITRINE_ADMIN_PORT   | 8000     | admin.port is 8000, as is http.port; allowed: 0 (any free port) to 65535
          """)
  void namesAWrongVariableWithItsValueAndTheAllowedOnes(
      String variable, String value, String message) {
    assertThat(failure(Map.of(variable, value), null).problems())
        .contains(new Problem(variable, message));
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() throws IOException {
    Files.writeString(file, "# one\nrtmp.port = [1]\nhttp { prot = 1 }\npublish-auth = maybe");

    assertThat(failure(Map.of("VITRINE_MERGE_MILLIS", "fast"), file).problems())
        .extracting(Problem::origin)
        .containsExactlyInAnyOrder(file + ":2", file + ":3", file + ":4", "VITRINE_MERGE_MILLIS");
  }

  @Test
  void namesAnUnknownKeyAndTheKnownOnes() throws IOException {
    Files.writeString(file, "rtmp = 5");

    assertThatThrownBy(() -> load(Map.of(), file))
        .hasMessageStartingWith(file + ":1: there is no setting \"rtmp\"; allowed: data,")
        .hasMessageContaining("rtmp.port");
  }

  @Test
  void namesTheLineOfASyntaxError() throws IOException {
    Files.writeString(file, "rtmp {\n  port = = 1\n}\n");

    assertThat(failure(Map.of(), file).problems())
        .singleElement()
        .extracting(Problem::origin)
        .isEqualTo(file + ":2");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThat(failure(Map.of(), file).problems())
        .containsExactly(new Problem(file.toString(), "is not a file that can be read"));
  }

  @Test
  void dataThatIsAFileIsRefused() throws IOException {
    Path data = Files.createFile(home.resolve("data"));

    assertThat(failure(Map.of(), null).getMessage()).contains(data + " is not a folder");
  }

  @Test
  void sharedPortIsAllowedOnDifferentAddresses() {
    Map<String, String> environment =
        Map.of("VITRINE_BIND", "127.0.0.2", "VITRINE_ADMIN_PORT", "8000");

    assertThat(load(environment, null).settings().admin().port()).isEqualTo(8000);
  }

  @Test
  void rtmpsNeedsCertificateAndKey() throws IOException {
    Path certificate = home.resolve("server.pem");
    Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n");
    Map<String, String> environment =
        Map.of("VITRINE_RTMPS_PORT", "1936", "VITRINE_TLS_CERTIFICATE", certificate.toString());

    assertThat(failure(environment, null).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("tls.key is \"\"");
  }

  @Test
  void rtmpsListensWithCertificateAndKey() throws IOException {
    Files.writeString(
        file,
        """
        bind = "::1"
        rtmps.port = 1936
        tls { certificate = server.pem, key = server.key }
        """);
    Files.writeString(home.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\n");
    Files.writeString(home.resolve("server.key"), "-----BEGIN PRIVATE KEY-----\n");

    assertThat(load(Map.of(), file).settings().rtmps())
        .isEqualTo(
            new SecureListen(
                new Listen(InetAddress.ofLiteral("::1"), 1936),
                home.resolve("server.pem"),
                home.resolve("server.key")));
  }

  private LoadedSettings load(Map<String, String> environment, @Nullable Path named) {
    return LoadedSettings.load(environment, named, home);
  }

  private InvalidSettingsException failure(Map<String, String> environment, @Nullable Path named) {
    return catchThrowableOfType(InvalidSettingsException.class, () -> load(environment, named));
  }
}
