package live.vitrine.web.admin;

import live.vitrine.web.http.Form;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopStep;

/** What the page of one shop shows administrators. */
public record ShopPage(Shop shop, AccountRow owner, Form form) {
  /** Whether something can be decided. */
  public boolean offers(ShopStep step) {
    return step.isAllowedFrom(shop.status());
  }
}
