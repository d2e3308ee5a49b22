package live.vitrine.web.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;
import live.vitrine.web.shop.ShopService.Actor;
import live.vitrine.web.shop.ShopStep;

/** {@code /admin/shops} and {@code /admin/approvals}: which shops there are, and which may be. */
final class ShopDecisionRoutes {
  private static final String LIST = "/admin/shops";
  private static final String QUEUE = "/admin/approvals";
  private static final int LONGEST_REASON = 500;
  private static final List<ShopStep> STEPS =
      List.of(ShopStep.APPROVE, ShopStep.REFUSE, ShopStep.SUSPEND, ShopStep.UNSUSPEND);

  private final Pages pages;
  private final Database database;
  private final ShopDecisions decisions;

  ShopDecisionRoutes(AdminContext context, ShopDecisions decisions) {
    this.pages = context.pages();
    this.database = context.database();
    this.decisions = decisions;
  }

  void register(Routes routes) {
    routes.get(LIST, Access.ADMINISTRATOR, request -> list(request, status(request)));
    routes.get(
        QUEUE, Access.ADMINISTRATOR, request -> list(request, Optional.of(Shop.Status.PENDING)));
    routes.get(
        LIST + "/:id",
        Access.ADMINISTRATOR,
        request -> pages.page(request, "admin/shop", shop(request, Form.empty())));
    for (ShopStep step : STEPS) {
      routes.post(
          LIST + "/:id/" + step.word(), Access.ADMINISTRATOR, request -> decide(request, step));
    }
  }

  private static Optional<Shop.Status> status(Request request) {
    String asked = request.queryParameter("status").orElse("");
    return Arrays.stream(Shop.Status.values())
        .filter(status -> status.stored().equals(asked))
        .findFirst();
  }

  private Answer list(Request request, Optional<Shop.Status> status) {
    Listing<Shop> found =
        Listing.of(
            request,
            Map.of("status", status.map(Shop.Status::stored).orElse("")),
            (limit, offset) ->
                database.read(handle -> ShopRepository.list(handle, status, limit, offset)));
    return pages.page(request, "admin/shops", found);
  }

  private ShopPage shop(Request request, Form form) {
    long id = request.pathNumber("id");
    return database.read(handle ->
        ShopRepository.find(handle, id)
            .map(shop ->
                new ShopPage(
                    shop, AccountRowRepository.find(handle, shop.ownerId()).orElseThrow(), form))
            .orElseThrow(HttpException::notFound));
  }

  private Answer decide(Request request, ShopStep step) {
    boolean needsReason = step == ShopStep.REFUSE || step == ShopStep.SUSPEND;
    Form form = request.form();
    String reason = needsReason ? form.lines("reason", 1, LONGEST_REASON) : "";
    ShopPage page = shop(request, form);
    if (!form.isValid()) {
      return pages.invalid(request, "admin/shop", page);
    }
    Actor actor = new Actor(request.signedIn().accountId(), request.address());
    String notice =
        switch (decisions.decide(actor, page.shop().id(), step, reason)) {
          case DONE -> "notice.admin-shop-" + step.word();
          case DONE_BUT_LIVE -> "notice.admin-shop-live";
          case NOTHING_TO_DO -> "notice.admin-nothing";
        };
    return Answer.redirect(
            step == ShopStep.APPROVE || step == ShopStep.REFUSE
                ? QUEUE
                : LIST + "/" + page.shop().id())
        .withNotice(notice);
  }
}
