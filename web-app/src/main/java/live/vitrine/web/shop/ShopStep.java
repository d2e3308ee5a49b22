package live.vitrine.web.shop;

import java.util.Locale;
import live.vitrine.web.shop.Shop.Status;

/** What can happen to a shop: from where, and where it leads. Anything else is refused. */
public enum ShopStep {
  /** Its owner takes a break. */
  CLOSE,
  REOPEN,
  /** Its owner asks again. */
  APPLY,
  APPROVE,
  REFUSE,
  SUSPEND,
  UNSUSPEND;

  public boolean isAllowedFrom(Status status) {
    return switch (this) {
      case CLOSE -> status == Status.OPEN;
      case REOPEN -> status == Status.CLOSED;
      case APPLY -> status == Status.REFUSED;
      case APPROVE -> status == Status.PENDING || status == Status.REFUSED;
      case REFUSE -> status == Status.PENDING;
      case SUSPEND -> status == Status.OPEN || status == Status.CLOSED;
      case UNSUSPEND -> status == Status.SUSPENDED;
    };
  }

  public Status to() {
    return switch (this) {
      case REOPEN, APPROVE, UNSUSPEND -> Status.OPEN;
      case CLOSE -> Status.CLOSED;
      case APPLY -> Status.PENDING;
      case REFUSE -> Status.REFUSED;
      case SUSPEND -> Status.SUSPENDED;
    };
  }

  /** In the audit log: {@code shop.close}. */
  public String action() {
    return "shop." + word();
  }

  /** In addresses and forms: {@code close}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
