package live.vitrine.web.account;

import java.util.List;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.session.ActiveSession;

/** Where somebody is signed in, and how to end that. */
final class SessionRoutes {
  private final AccountContext context;

  SessionRoutes(AccountContext context) {
    this.context = context;
  }

  void register(Routes routes) {
    routes
        .get("/account/sessions", Access.SIGNED_IN, this::list)
        .post("/account/sessions/:id/end", Access.SIGNED_IN, this::end);
  }

  private Answer list(Request request) {
    long id = request.signedIn().accountId();
    String current = ActiveSession.idOf(request.session().orElseThrow().token());
    List<ActiveSession> all =
        context.database().read(handle -> context.sessions().list(handle, id));
    return context
        .pages()
        .page(request, "account/sessions", new AccountPages.SessionList(all, current));
  }

  private Answer end(Request request) {
    long id = request.signedIn().accountId();
    boolean ended =
        context
            .database()
            .transaction(handle -> context.sessions().end(handle, id, request.pathParameter("id")));
    if (!ended) {
      throw HttpException.notFound();
    }
    return Answer.redirect("/account/sessions").withNotice("notice.session-ended");
  }
}
