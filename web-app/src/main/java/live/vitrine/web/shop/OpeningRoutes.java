package live.vitrine.web.shop;

import live.vitrine.web.config.Settings.ShopOpening;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.shop.ShopService.Opened;
import live.vitrine.web.text.Message;

/** {@code /host/open}: somebody becomes a host. */
final class OpeningRoutes {
  private static final String PAGE = "/host/open";
  private static final String TEMPLATE = "shop/open";
  private static final int MOST_SUGGESTIONS = 20;

  private final Pages pages;
  private final ShopService shops;
  private final boolean byApproval;

  OpeningRoutes(Pages pages, ShopService shops, ShopOpening opening) {
    this.pages = pages;
    this.shops = shops;
    this.byApproval = opening == ShopOpening.APPROVAL;
  }

  void register(Routes routes) {
    routes.get(PAGE, Access.SIGNED_IN, this::show);
    routes.get(PAGE + "/handle", Access.SIGNED_IN, this::suggest);
    routes.post(PAGE, Access.SIGNED_IN, this::open);
  }

  private Answer show(Request request) {
    return request.signedIn().shopId().isPresent()
        ? Answer.redirect(ShopRoutes.PAGE)
        : pages.page(request, TEMPLATE, model(request, Form.empty()));
  }

  private OpeningModel model(Request request, Form form) {
    return new OpeningModel(form, request.signedIn().emailConfirmed(), byApproval);
  }

  private Answer open(Request request) {
    Form form = request.form();
    if (!request.signedIn().emailConfirmed()) {
      return pages.page(request, TEMPLATE, model(request, form)).withStatus(403);
    }
    NewShop wanted = OpeningForm.read(form);
    if (!form.isValid()) {
      return pages.invalid(request, TEMPLATE, model(request, form));
    }
    return switch (shops.open(ShopRoutes.actor(request), wanted)) {
      case Opened.Done(Shop shop) ->
          Answer.redirect(ShopRoutes.PAGE)
              .withNotice(shop.isOpen() ? "notice.shop-opened" : "notice.shop-pending");
      case Opened.HasShop _ -> Answer.redirect(ShopRoutes.PAGE);
      case Opened.HandleTaken _ -> {
        form.error("handle", Message.of("shop.handle-taken", free(wanted.handle())));
        yield pages.invalid(request, TEMPLATE, model(request, form));
      }
    };
  }

  /** The address a shop of that name would get. */
  private Answer suggest(Request request) {
    String name = request.queryParameter("name").orElse("");
    String handle = name.length() > 200 ? "" : ShopHandle.suggest(name);
    return pages.page(
        request, "shop/handle", new HandleSuggestion(handle.isEmpty() ? "" : free(handle)));
  }

  private String free(String handle) {
    String stem = handle.substring(0, Math.min(handle.length(), ShopHandle.LONGEST - 3));
    String candidate = handle;
    for (int number = 2; number < MOST_SUGGESTIONS && shops.isTaken(candidate); number++) {
      candidate = stem + "-" + number;
    }
    return candidate;
  }
}
