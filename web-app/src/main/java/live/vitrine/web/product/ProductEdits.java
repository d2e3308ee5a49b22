package live.vitrine.web.product;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.picture.PictureRepository;
import live.vitrine.web.product.ProductDraft.Stored;
import live.vitrine.web.product.ProductDraft.Variant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Creates and changes products. Blocks. */
final class ProductEdits {
  private final Database database;
  private final Clock clock;

  ProductEdits(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whose products are changed, and by whom: pictures must be theirs. */
  record Host(long shopId, long accountId, Currency currency) {}

  /** What became of an edit. */
  sealed interface Outcome {
    record Saved(long productId) implements Outcome {}

    /** Somebody else saved it since: nothing was changed. */
    record Conflict(Stored current) implements Outcome {}

    /** Fewer pieces are left than were to be taken off: nothing was changed. */
    record StockGone(int variant, int stock) implements Outcome {}

    /** Another product of the shop has it: nothing was changed. */
    record SkuTaken(int variant) implements Outcome {}

    /** The shop has as many products as it can have. */
    record TooMany() implements Outcome {}
  }

  /** Thrown to roll back. */
  static final class Refused extends RuntimeException {
    private final transient Outcome outcome;

    Refused(Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  Optional<Stored> find(Host host, long productId) {
    return database.read(handle ->
        ProductRepository.find(handle, host.shopId, productId)
            .map(row -> stored(handle, row, host.currency)));
  }

  static Stored stored(Handle handle, ProductRepository.Row row, Currency currency) {
    return new Stored(
        row.id(),
        row.version(),
        row.active(),
        new ProductDraft(
            row.name(),
            row.description(),
            row.optionNames(),
            ProductRepository.pictures(handle, row.id()),
            VariantRepository.ofProduct(handle, row.id()).stream()
                .map(variant -> variant.draft(currency))
                .toList()));
  }

  Outcome create(Host host, ProductDraft draft) {
    return outcome(draft, handle -> create(handle, host, draft));
  }

  /**
   * Changes a product.
   *
   * @param version of what the host saw when they began
   * @throws HttpException the shop has no such product
   */
  Outcome save(Host host, long productId, int version, ProductDraft draft) {
    return outcome(
        draft,
        handle -> {
          Stored current = lock(handle, host, productId);
          if (current.version() != version) {
            throw new Refused(new Outcome.Conflict(current));
          }
          return save(handle, host, current, draft);
        });
  }

  private Outcome outcome(ProductDraft draft, Database.Work<Long> work) {
    try {
      return new Outcome.Saved(database.transaction(work));
    } catch (Refused e) {
      return e.outcome;
    } catch (UnableToExecuteStatementException e) {
      if (Database.isDuplicate(e)) {
        // Written by somebody else between the check and the write, or equal but for accents.
        return new Outcome.SkuTaken(Math.max(0, draft.variants().size() - 1));
      }
      throw e;
    }
  }

  static Stored lock(Handle handle, Host host, long productId) {
    return ProductRepository.lock(handle, host.shopId, productId)
        .map(row -> stored(handle, row, host.currency))
        .orElseThrow(HttpException::notFound);
  }

  /** Creates a product in a transaction that is under way. Answers its ID. */
  long create(Handle handle, Host host, ProductDraft draft) {
    Instant now = clock.instant();
    if (ProductRepository.count(handle, host.shopId) >= Limits.PRODUCTS) {
      throw new Refused(new Outcome.TooMany());
    }
    refuseTakenSkus(handle, host, Optional.empty(), draft);
    long id = ProductRepository.insert(handle, host.shopId, draft, now);
    ProductRepository.setPictures(handle, id, own(handle, host, List.of(), draft.pictures()));
    int position = 0;
    for (Variant variant : draft.variants()) {
      VariantRepository.insert(handle, host.shopId, id, withSku(variant), position++);
    }
    return id;
  }

  /** Changes a locked product in a transaction that is under way. Answers its ID. */
  long save(Handle handle, Host host, Stored current, ProductDraft draft) {
    Instant now = clock.instant();
    long id = current.id();
    refuseTakenSkus(handle, host, Optional.of(id), draft);
    ProductRepository.update(handle, id, draft, now);
    List<ProductDraft.Picture> shown = current.draft().pictures();
    if (!shown.equals(draft.pictures())) {
      ProductRepository.setPictures(handle, id, own(handle, host, shown, draft.pictures()));
    }
    saveVariants(handle, host, current, draft, now);
    return id;
  }

  private static void saveVariants(
      Handle handle, Host host, Stored current, ProductDraft draft, Instant now) {
    Map<Long, Variant> before = new HashMap<>();
    current.draft().variants().forEach(variant -> before.put(variant.id().orElseThrow(), variant));
    Set<Long> gone = new HashSet<>(before.keySet());
    for (Variant variant : draft.variants()) {
      if (variant.id().isPresent()) {
        Variant old =
            Optional.ofNullable(before.get(variant.id().get()))
                .orElseThrow(HttpException::notFound);
        if (!gone.remove(variant.id().get())) {
          throw HttpException.notFound();
        }
        if (!old.sku().equals(variant.sku())) {
          VariantRepository.freeSku(handle, variant.id().get());
        }
      }
    }
    gone.forEach(id -> VariantRepository.delete(handle, id, now));
    for (int position = 0; position < draft.variants().size(); position++) {
      Variant variant = withSku(draft.variants().get(position));
      if (variant.id().isEmpty()) {
        VariantRepository.insert(handle, host.shopId, current.id(), variant, position);
      } else {
        boolean moved =
            position >= current.draft().variants().size()
                || !current.draft().variants().get(position).id().equals(variant.id());
        saveVariant(handle, before, variant, position, moved);
      }
    }
  }

  private static void saveVariant(
      Handle handle, Map<Long, Variant> before, Variant variant, int position, boolean moved) {
    long id = variant.id().orElseThrow();
    Variant old = before.get(id);
    if (moved || old == null || !old.isLike(variant)) {
      VariantRepository.update(handle, id, variant, position);
    }
    if (variant.stockChange() != 0
        && !VariantRepository.addStock(handle, id, variant.stockChange())) {
      throw new Refused(new Outcome.StockGone(position, VariantRepository.stock(handle, id)));
    }
  }

  private static void refuseTakenSkus(
      Handle handle, Host host, Optional<Long> productId, ProductDraft draft) {
    List<String> wanted = new ArrayList<>();
    draft.variants().forEach(variant -> wanted.add(variant.sku().toLowerCase(Locale.ROOT)));
    for (VariantRepository.Sku taken : VariantRepository.skus(handle, host.shopId, wanted)) {
      int variant = wanted.indexOf(taken.sku().toLowerCase(Locale.ROOT));
      if (variant >= 0 && !productId.equals(Optional.of(taken.productId()))) {
        throw new Refused(new Outcome.SkuTaken(variant));
      }
    }
  }

  private static Variant withSku(Variant variant) {
    return variant.sku().isEmpty() ? variant.withSku(Skus.random()) : variant;
  }

  /** Nobody shows a picture that somebody else sent. */
  private static List<ProductDraft.Picture> own(
      Handle handle,
      Host host,
      List<ProductDraft.Picture> shown,
      List<ProductDraft.Picture> wanted) {
    Set<String> allowed = new HashSet<>();
    shown.forEach(picture -> allowed.add(picture.id()));
    allowed.addAll(
        PictureRepository.ownedOf(
            handle, host.accountId, wanted.stream().map(ProductDraft.Picture::id).toList()));
    return wanted.stream().filter(picture -> allowed.contains(picture.id())).toList();
  }
}
