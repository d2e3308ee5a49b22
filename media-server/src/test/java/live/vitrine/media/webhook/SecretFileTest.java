package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir Path folder;

  @Test
  void makesASecretOnceThatNobodyElseCanRead() throws IOException {
    String secret = SecretFile.readOrCreate(folder);

    assertThat(secret).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
    assertThat(SecretFile.readOrCreate(folder)).isEqualTo(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesASecretThatOthersCanRead() throws IOException {
    assertThat(SecretFile.readOrCreate(folder)).isNotEmpty();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> SecretFile.readOrCreate(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rw-r--r--")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refusesWhatIsNoSecretWithoutShowingIt() throws IOException {
    assertThat(SecretFile.readOrCreate(folder)).isNotEmpty();
    Files.writeString(file(), "whsec_dG9vIHNob3J0\n");

    assertThatThrownBy(() -> SecretFile.readOrCreate(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no secret")
        .hasMessageNotContaining("dG9v");
  }

  private Path file() {
    return folder.resolve(SecretFile.NAME);
  }
}
