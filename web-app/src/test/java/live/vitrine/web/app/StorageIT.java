package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import live.vitrine.web.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageIT {
  @Test
  void saysWhichSettingNamesADatabaseThatIsNotThere(@TempDir Path folder) throws Exception {
    Settings settings =
        Settings.load(Map.of("VITRINE_DB_URL", "jdbc:mysql://127.0.0.1:1/none"), folder);

    assertThatThrownBy(() -> Storage.open(settings, Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("db.url")
        .hasMessageContaining("Connection refused");
  }
}
