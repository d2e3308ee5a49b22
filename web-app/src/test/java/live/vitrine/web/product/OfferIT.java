package live.vitrine.web.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import live.vitrine.web.database.Database;
import live.vitrine.web.money.Money;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OfferIT {
  private static Database database;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    fixtures = new Fixtures(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void costsTheFlashPriceWhileThereIsOne() {
    assertThat(offer(1000, 800).price()).isEqualTo(Money.of(800, "EUR"));
  }

  @Test
  void costsTheUsualPriceWhereTheHostHasSetItBelowTheFlashPrice() {
    Offer offer = offer(700, 800);

    assertThat(offer.price()).isEqualTo(Money.of(700, "EUR"));
    assertThat(offer.flash()).isEmpty();
  }

  private Offer offer(long price, long flashPrice) {
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    long variant = fixtures.variant(shop, fixtures.product(shop, "Mug"), price, 5);
    Instant now = Instant.now();
    database.change(handle ->
        handle.execute(
            "INSERT INTO flash_price (variant_id, price, starts_at, ends_at, created_at)"
                + " VALUES (?, ?, ?, ?, ?)",
            variant,
            flashPrice,
            now.minusSeconds(60),
            now.plusSeconds(60),
            now));
    return database.read(handle -> OfferRepository.find(handle, List.of(variant), now)).getFirst();
  }
}
