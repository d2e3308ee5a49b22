package live.vitrine.web.shop;

import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.text.Message;

/** {@code /host/shop}: what a host tells about their shop. */
final class SettingsRoutes {
  private static final String TEMPLATE = "shop/settings";

  private final Pages pages;
  private final ShopService shops;

  SettingsRoutes(Pages pages, ShopService shops) {
    this.pages = pages;
    this.shops = shops;
  }

  void register(Routes routes) {
    routes.get(ShopRoutes.PAGE, Access.HOST, this::show);
    routes.post(ShopRoutes.PAGE, Access.HOST, this::change);
    routes.post(ShopRoutes.PAGE + "/close", Access.HOST, request -> step(request, ShopStep.CLOSE));
    routes.post(
        ShopRoutes.PAGE + "/reopen", Access.HOST, request -> step(request, ShopStep.REOPEN));
    routes.post(ShopRoutes.PAGE + "/apply", Access.HOST, request -> step(request, ShopStep.APPLY));
  }

  private Answer show(Request request) {
    Shop shop = shops.shop(request.shopId());
    return pages.page(request, TEMPLATE, model(shop, SettingsForm.of(shop)));
  }

  private SettingsModel model(Shop shop, Form form) {
    return new SettingsModel(shop, form, shops.isCurrencyFixed(shop.id()));
  }

  private Answer change(Request request) {
    Form form = request.form();
    ShopSettings settings = SettingsForm.read(form);
    if (form.isValid()) {
      Optional<Message> refused =
          shops.change(ShopRoutes.actor(request), request.shopId(), settings);
      if (refused.isEmpty()) {
        return Answer.redirect(ShopRoutes.PAGE).withNotice("notice.shop-saved");
      }
      form.error("currency", refused.get());
    }
    return pages.invalid(request, TEMPLATE, model(shops.shop(request.shopId()), form));
  }

  private Answer step(Request request, ShopStep step) {
    boolean done = shops.step(ShopRoutes.actor(request), request.shopId(), step);
    return Answer.redirect(ShopRoutes.PAGE)
        .withNotice(done ? "notice." + step.action().replace('.', '-') : "notice.shop-elsewhere");
  }
}
