package live.vitrine.web.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import live.vitrine.web.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What the address of the database says counts more than what this asks of the driver. */
class DatabaseAddressIT {
  @Test
  void encryptsWhereTheAddressAsksForIt() {
    assertThat(cipher(TestDatabase.emptyUrl().replace("DISABLED", "REQUIRED"))).isNotEmpty();
  }

  @Test
  void doesNotEncryptToTheEmbeddedServer() {
    assertThat(cipher(TestDatabase.emptyUrl())).isEmpty();
  }

  @Test
  void doesNotSettleForLessThanTheAddressAsksFor() {
    String url = TestDatabase.emptyUrl().replace("DISABLED", "VERIFY_IDENTITY");

    assertThatThrownBy(() -> cipher(url)).isInstanceOf(DatabaseUnavailableException.class);
  }

  private static String cipher(String url) {
    try (Database database = Database.open(url, "root", "", 2)) {
      return database.read(handle ->
          handle
              .createQuery("SHOW STATUS LIKE 'Ssl_cipher'")
              .map((row, _) -> row.getString("Value"))
              .one());
    }
  }
}
