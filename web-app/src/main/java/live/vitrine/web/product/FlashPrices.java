package live.vitrine.web.product;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.ProductEdits.Host;
import org.jdbi.v3.core.Handle;

/** Sets and cancels flash prices; a variant never has two at a time. Blocks. */
final class FlashPrices {
  private final Database database;
  private final Clock clock;

  FlashPrices(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A flash price to be set. */
  record Draft(
      long variantId, Money price, Instant startsAt, Instant endsAt, Optional<Integer> quantity) {}

  /** What became of it. */
  sealed interface Outcome {
    record Set() implements Outcome {}

    /** Another one is in force in that time. */
    record Overlap(FlashPrice other) implements Outcome {}

    /** It is not less than the usual price. */
    record NotLower(Money usual) implements Outcome {}

    record TooMany() implements Outcome {}
  }

  List<FlashPrice> list(Host host, long productId) {
    return database.read(handle -> {
      checkOwner(handle, host, productId);
      return FlashPriceRepository.ofProduct(handle, productId, host.currency());
    });
  }

  Outcome set(Host host, long productId, Draft draft) {
    return database.transaction(handle -> {
      checkOwner(handle, host, productId);
      long usual =
          FlashPriceRepository.lockUsualPrice(handle, productId, draft.variantId())
              .orElseThrow(HttpException::notFound);
      if (draft.price().minor() >= usual) {
        return new Outcome.NotLower(new Money(usual, host.currency()));
      }
      Instant now = clock.instant();
      List<FlashPrice> open =
          FlashPriceRepository.ofProduct(handle, productId, host.currency()).stream()
              .filter(other -> other.isOpen(now))
              .toList();
      if (open.size() >= Limits.FLASH_PRICES) {
        return new Outcome.TooMany();
      }
      Optional<FlashPrice> other =
          open.stream()
              .filter(flash -> flash.variantId() == draft.variantId())
              .filter(flash -> flash.startsAt().isBefore(draft.endsAt()))
              .filter(flash -> flash.endsAt().isAfter(draft.startsAt()))
              .findFirst();
      if (other.isPresent()) {
        return new Outcome.Overlap(other.get());
      }
      FlashPriceRepository.insert(handle, draft, now);
      return new Outcome.Set();
    });
  }

  /** Ends it now; orders that were made keep their price. */
  void cancel(Host host, long productId, long id) {
    database.change(handle -> {
      checkOwner(handle, host, productId);
      if (FlashPriceRepository.cancel(handle, productId, id, clock.instant()) == 0
          && FlashPriceRepository.ofProduct(handle, productId, host.currency()).stream()
              .noneMatch(flash -> flash.id() == id)) {
        throw HttpException.notFound();
      }
    });
  }

  private static void checkOwner(Handle handle, Host host, long productId) {
    if (ProductRepository.find(handle, host.shopId(), productId).isEmpty()) {
      throw HttpException.notFound();
    }
  }
}
