package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import live.vitrine.web.http.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordRulesTest {
  @ParameterizedTest
  @CsvSource({
    "'', form.required",
    "sevenla, form.too-short",
    "password1, account.password.common",
    "PassWord1, account.password.common",
    "qwertyuiop, account.password.common",
    "iloveyou123, account.password.common",
    "1234567890, account.password.common",
    "aaaaaaaaaaaa, account.password.common",
    "zzyzx.vendor@example.org, account.password.personal",
    "Zzyzx.Vendor, account.password.personal",
    "zzyzxvendor42, account.password.personal",
    "Lovelace1815!, account.password.personal"
  })
  void refuses(String password, String error) {
    Form form = Form.of(Map.of("password", password));
    PasswordRules.read(form, "password", "zzyzx.vendor@example.org", "Lovelace");

    assertThat(form.errorOf("password").orElseThrow().key()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({"seven lamps", "пароль из слов", "lovelace and babbage", "12#34567"})
  void takes(String password) {
    Form form = Form.of(Map.of("password", password));

    assertThat(PasswordRules.read(form, "password", "a@example.org", "Lovelace"))
        .isEqualTo(password);
    assertThat(form.isValid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"128, true", "129, false"})
  void takesUpToSoManyCharacters(int length, boolean taken) {
    Form form = Form.of(Map.of("password", "ä€x".repeat(50).substring(0, length)));
    PasswordRules.read(form, "password", "a@example.org", "Lovelace");

    assertThat(form.isValid()).isEqualTo(taken);
  }
}
