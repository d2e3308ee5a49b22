package live.vitrine.web.shop;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.Upload;
import live.vitrine.web.page.Pages;
import live.vitrine.web.picture.PictureRefusedException;
import live.vitrine.web.picture.PictureUploads;
import live.vitrine.web.text.Message;

/** {@code /host/shop}: what a host tells about their shop. */
final class SettingsRoutes {
  /** What a form has beside its file. */
  private static final long FIELDS = 16 * 1024L;

  private static final String TEMPLATE = "shop/settings";

  private final Pages pages;
  private final ShopService shops;
  private final PictureUploads pictures;

  SettingsRoutes(Pages pages, ShopService shops, PictureUploads pictures) {
    this.pages = pages;
    this.shops = shops;
    this.pictures = pictures;
  }

  void register(Routes routes) {
    routes.get(ShopRoutes.PAGE, Access.HOST, this::show);
    routes.post(ShopRoutes.PAGE, Access.HOST, this::change);
    routes.post(ShopRoutes.PAGE + "/close", Access.HOST, request -> step(request, ShopStep.CLOSE));
    routes.upload(
        ShopRoutes.PAGE + "/logo", Access.HOST, PictureUploads.MOST_BYTES + FIELDS, this::logo);
    routes.post(ShopRoutes.PAGE + "/logo/remove", Access.HOST, this::removeLogo);
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

  private Answer logo(Request request) throws IOException {
    Form form = request.form();
    List<Upload> files = PictureUploads.chosen(request, "logo");
    if (files.isEmpty()) {
      form.error("logo", Message.of("form.required"));
    } else {
      try {
        String id = pictures.store(request.signedIn().accountId(), files.getFirst());
        shops.setLogo(ShopRoutes.actor(request), request.shopId(), Optional.of(id));
        return Answer.redirect(ShopRoutes.PAGE).withNotice("notice.shop-logo");
      } catch (PictureRefusedException e) {
        form.error("logo", e.reason());
      }
    }
    Shop shop = shops.shop(request.shopId());
    Form shown = SettingsForm.of(shop);
    form.errors().forEach(shown::error);
    return pages.invalid(request, TEMPLATE, model(shop, shown));
  }

  private Answer removeLogo(Request request) {
    shops.setLogo(ShopRoutes.actor(request), request.shopId(), Optional.empty());
    return Answer.redirect(ShopRoutes.PAGE).withNotice("notice.shop-logo-removed");
  }

  private Answer step(Request request, ShopStep step) {
    boolean done = shops.step(ShopRoutes.actor(request), request.shopId(), step);
    return Answer.redirect(ShopRoutes.PAGE)
        .withNotice(done ? "notice." + step.action().replace('.', '-') : "notice.shop-elsewhere");
  }
}
