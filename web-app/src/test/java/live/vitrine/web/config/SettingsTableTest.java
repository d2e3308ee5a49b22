package live.vitrine.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTableTest {
  @TempDir private Path folder;

  @Test
  void showsEachSettingWithItsOrigin() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(
        data.resolve("web-app.conf"), "vitrine {\n  web.port = 9000\n  log-level = debug\n}\n");

    String table =
        SettingsTable.of(Settings.load(Map.of("VITRINE_LOG_LEVEL", "warn"), folder).values());

    assertThat(table).containsPattern("web\\.port += 9000 +# .*web-app\\.conf: 2");
    assertThat(table).containsPattern("log-level += warn +# VITRINE_LOG_LEVEL");
    assertThat(table).containsPattern("mail\\.smtp-url += +# default");
    assertThat(table.lines().map(line -> line.indexOf("# default")).filter(at -> at > 0).distinct())
        .hasSize(1);
  }

  @Test
  void hidesSecretsWhereverTheyAre() throws Exception {
    Map<String, String> environment =
        Map.of(
            "VITRINE_DB_URL", "jdbc:mysql://db/vitrine?useSSL=true&password=hush&x=1",
            "VITRINE_DB_PASSWORD", "hush",
            "VITRINE_MAIL_SMTP_URL", "smtp://user:hush@mail:587",
            "VITRINE_STRIPE_SECRET_KEY", "sk_test_hush",
            "VITRINE_STRIPE_WEBHOOK_SECRET", "whsec_hush",
            "VITRINE_MEDIA_ADMIN_URL", "http://user:hush@127.0.0.1:8001");

    String table = SettingsTable.of(Settings.load(environment, folder).values());

    assertThat(table).doesNotContain("hush").contains("password=***&x=1", "http://***@127.0.0.1");
  }

  @Test
  void hidesSecretsInProblems() {
    Map<String, String> environment =
        Map.of("VITRINE_PUBLIC_URL", "ftp://user:hush@host", "VITRINE_STRIPE_SECRET_KEY", "hush");

    assertThatThrownBy(() -> Settings.load(environment, folder))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("public-url is \"ftp://***@host\" (VITRINE_PUBLIC_URL)")
        .hasMessageContaining("stripe.secret-key is ***")
        .message()
        .doesNotContain("hush");
  }
}
