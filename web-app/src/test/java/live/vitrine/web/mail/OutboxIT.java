package live.vitrine.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OutboxIT {
  private static Database database;
  private final Outbox outbox = new Outbox(Clock.systemUTC());

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void takesAKeyOnceAndKeepsTheFirstMail() {
    post("receipt-1", "ada@example.org");
    post("receipt-1", "eve@example.org");

    List<String> recipients =
        database.read(handle ->
            handle
                .select("SELECT recipient FROM mail WHERE unique_key = 'receipt-1'")
                .mapTo(String.class)
                .list());
    assertThat(recipients).containsExactly("ada@example.org");
  }

  @Test
  void refusesWhatDoesNotFitInsteadOfCuttingIt() {
    String recipient = "a".repeat(260) + "@example.org";

    assertThatThrownBy(() -> post("receipt-2", recipient)).hasMessageContaining("recipient");
  }

  private void post(String key, String recipient) {
    database.change(handle ->
        outbox.post(handle, new Mail(Optional.of(key), recipient, "Subject", "text", "html")));
  }
}
