package live.vitrine.web.shop;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.config.Settings.ShopOpening;
import live.vitrine.web.database.Database;
import live.vitrine.web.text.Message;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Opens shops, and changes what their hosts want changed. */
public final class ShopService {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SUFFIX_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int SUFFIX_LENGTH = 8;

  private final Database database;
  private final ShopOpening opening;
  private final AuditLog audit;
  private final Clock clock;

  public ShopService(Database database, ShopOpening opening, AuditLog audit, Clock clock) {
    this.database = database;
    this.opening = opening;
    this.audit = audit;
    this.clock = clock;
  }

  /** Who does something, and from where. */
  public record Actor(long accountId, String address) {}

  /** What came of wanting to open a shop. */
  sealed interface Opened {
    /** It is open, or waits for approval. */
    record Done(Shop shop) implements Opened {}

    record HandleTaken() implements Opened {}

    record HasShop() implements Opened {}
  }

  Opened open(Actor actor, NewShop wanted) {
    try {
      return database.transaction(handle -> {
        if (ShopRepository.findByOwner(handle, actor.accountId()).isPresent()) {
          return new Opened.HasShop();
        }
        Optional<Shop> sameHandle = ShopRepository.findByHandle(handle, wanted.handle());
        if (sameHandle.isPresent()) {
          // The same form, sent twice, may have opened it a moment ago.
          return sameHandle.get().ownerId() == actor.accountId()
              ? new Opened.HasShop()
              : new Opened.HandleTaken();
        }
        return new Opened.Done(insert(handle, actor, wanted));
      });
    } catch (JdbiException e) {
      if (!Database.isDuplicate(e)) {
        throw e;
      }
      // Somebody was faster, or the form was sent twice.
      boolean hasShop =
          database.read(
              handle -> ShopRepository.findByOwner(handle, actor.accountId()).isPresent());
      return hasShop ? new Opened.HasShop() : new Opened.HandleTaken();
    }
  }

  private Shop insert(Handle handle, Actor actor, NewShop wanted) {
    Shop.Status status =
        switch (opening) {
          case OPEN -> Shop.Status.OPEN;
          case APPROVAL -> Shop.Status.PENDING;
        };
    ShopRepository.insert(
        handle, actor.accountId(), wanted, status, streamId(wanted.handle()), clock.instant());
    if (status == Shop.Status.OPEN) {
      ShopRepository.makeHost(handle, actor.accountId());
    }
    write(handle, actor, "shop.opened", wanted.handle(), status.stored());
    return ShopRepository.findByOwner(handle, actor.accountId()).orElseThrow();
  }

  /** Public, and not to be guessed from the handle alone. */
  private static String streamId(String shopHandle) {
    StringBuilder id = new StringBuilder(shopHandle).append('-');
    RANDOM
        .ints(SUFFIX_LENGTH, 0, SUFFIX_CHARACTERS.length())
        .forEach(i -> id.append(SUFFIX_CHARACTERS.charAt(i)));
    return id.toString();
  }

  /** Changes the settings of a shop; a message says why not. */
  Optional<Message> change(Actor actor, long shopId, ShopSettings settings) {
    return database.transaction(handle -> {
      Shop shop = ShopRepository.findLocked(handle, shopId).orElseThrow();
      if (!shop.currency().equals(settings.currency())) {
        if (ShopRepository.hasOrders(handle, shopId)) {
          return Optional.of(Message.of("shop.currency-fixed"));
        }
        if (shop.currency().getDefaultFractionDigits()
                != settings.currency().getDefaultFractionDigits()
            && ShopRepository.hasPrices(handle, shopId)) {
          return Optional.of(Message.of("shop.currency-decimals"));
        }
      }
      ShopRepository.update(handle, shopId, settings);
      write(handle, actor, "shop.changed", shop.handle(), differences(shop, settings));
      return Optional.empty();
    });
  }

  void setLogo(Actor actor, long shopId, Optional<String> pictureId) {
    database.change(handle -> {
      Shop shop = ShopRepository.findLocked(handle, shopId).orElseThrow();
      ShopRepository.setLogo(handle, shopId, pictureId.orElse(null));
      write(handle, actor, "shop.changed", shop.handle(), "logo");
    });
  }

  private static String differences(Shop shop, ShopSettings settings) {
    StringBuilder changed = new StringBuilder();
    note(changed, "name", shop.name(), settings.name());
    note(changed, "category", shop.category(), settings.category());
    note(changed, "currency", shop.currency(), settings.currency());
    note(changed, "shipping", shop.shippingPrice().minor(), settings.shippingPrice().minor());
    note(changed, "tax", shop.taxBasisPoints(), settings.taxBasisPoints());
    note(changed, "tax-included", shop.taxIncluded(), settings.taxIncluded());
    note(
        changed,
        "stripe-account",
        shop.stripeAccount().orElse("none"),
        settings.stripeAccount().orElse("none"));
    if (!shop.description().equals(settings.description())) {
      changed.append("description; ");
    }
    return changed.toString().strip();
  }

  private static void note(StringBuilder changed, String what, Object before, Object after) {
    if (!before.equals(after)) {
      changed.append(what).append(": ").append(before).append(" → ").append(after).append("; ");
    }
  }

  /** Takes a step with a shop; false where it does not stand where the step begins. */
  public boolean step(Handle handle, Actor actor, long shopId, ShopStep step, String reason) {
    Optional<Shop> found = ShopRepository.findLocked(handle, shopId);
    if (found.filter(shop -> step.isAllowedFrom(shop.status())).isEmpty()) {
      return false;
    }
    Shop shop = found.get();
    ShopRepository.setStatus(handle, shopId, step.to(), reason, clock.instant());
    if (step.to() == Shop.Status.OPEN) {
      ShopRepository.makeHost(handle, shop.ownerId());
    }
    write(handle, actor, step.action(), shop.handle(), reason);
    return true;
  }

  boolean step(Actor actor, long shopId, ShopStep step) {
    return database.transaction(handle -> step(handle, actor, shopId, step, ""));
  }

  Shop shop(long id) {
    return database.read(handle -> ShopRepository.find(handle, id)).orElseThrow();
  }

  boolean isCurrencyFixed(long shopId) {
    return database.read(handle -> ShopRepository.hasOrders(handle, shopId));
  }

  boolean isTaken(String shopHandle) {
    return database.read(handle -> ShopRepository.findByHandle(handle, shopHandle)).isPresent();
  }

  void write(Handle handle, Actor actor, String action, String shopHandle, String detail) {
    int most = 500;
    audit.write(
        handle,
        OptionalLong.of(actor.accountId()),
        action,
        "shop " + shopHandle,
        detail.length() > most ? detail.substring(0, most) : detail,
        actor.address());
  }
}
