package live.vitrine.web.admin;

import java.util.Map;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;

/** {@code /admin/users}: who there is, and what they may do. */
final class AccountRoutes {
  private static final String LIST = "/admin/users";
  private static final String ONE = LIST + "/:id";
  private static final int LONGEST_SEARCH = 254;

  private final Pages pages;
  private final Database database;
  private final AccountDecisions decisions;
  private final Optional<PasswordResetMail> reset;

  AccountRoutes(
      AdminContext context, AccountDecisions decisions, Optional<PasswordResetMail> reset) {
    this.pages = context.pages();
    this.database = context.database();
    this.decisions = decisions;
    this.reset = reset;
  }

  private interface Decision {
    AccountDecisions.Outcome decide(Request request, long accountId);
  }

  void register(Routes routes) {
    routes.get(LIST, Access.ADMINISTRATOR, this::list);
    routes.get(
        ONE,
        Access.ADMINISTRATOR,
        request ->
            pages.page(
                request, "admin/user", new AccountPage(account(request), reset.isPresent())));
    post(routes, "/promote", decisions::makeAdministrator, "notice.admin-role");
    post(routes, "/demote", decisions::takeAdministratorAway, "notice.admin-role");
    post(routes, "/suspend", decisions::suspend, "notice.admin-suspended");
    post(routes, "/unsuspend", decisions::unsuspend, "notice.admin-unsuspended");
    routes.post(ONE + "/reset", Access.ADMINISTRATOR, this::reset);
  }

  private void post(Routes routes, String action, Decision decision, String notice) {
    routes.post(
        ONE + action,
        Access.ADMINISTRATOR,
        request -> {
          long id = account(request).id();
          return Answer.redirect(LIST + "/" + id)
              .withNotice(
                  switch (decision.decide(request, id)) {
                    case DONE -> notice;
                    case LAST_ADMINISTRATOR -> "notice.admin-last";
                    case YOURSELF -> "notice.admin-yourself";
                    case NOTHING_TO_DO -> "notice.admin-nothing";
                  });
        });
  }

  private Answer list(Request request) {
    String search = request.queryParameter("q").orElse("").strip();
    String bounded = search.substring(0, Math.min(search.length(), LONGEST_SEARCH));
    Listing<AccountRow> found =
        Listing.of(
            request,
            Map.of("q", bounded),
            (limit, offset) ->
                database.read(handle -> AccountRowRepository.list(handle, bounded, limit, offset)));
    return pages.page(request, "admin/users", found);
  }

  private AccountRow account(Request request) {
    long id = request.pathNumber("id");
    return database
        .read(handle -> AccountRowRepository.find(handle, id))
        .orElseThrow(HttpException::notFound);
  }

  private Answer reset(Request request) {
    AccountRow account = account(request);
    if (account.deleted() || account.suspendedAt().isPresent()) {
      return Answer.redirect(LIST + "/" + account.id()).withNotice("notice.admin-nothing");
    }
    reset.orElseThrow(HttpException::notFound).send(account.email());
    decisions.noteReset(request, account.id());
    return Answer.redirect(LIST + "/" + account.id()).withNotice("notice.admin-reset-sent");
  }
}
