package live.vitrine.web.account;

import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.text.Message;

/** A new password for those who forgot theirs. */
final class ResetRoutes {
  private final AccountContext context;
  private final PasswordReset reset;

  ResetRoutes(AccountContext context, PasswordReset reset) {
    this.context = context;
    this.reset = reset;
  }

  void register(Routes routes) {
    routes
        .get("/account/forgotten", Access.ANYONE, this::form)
        .post("/account/forgotten", Access.ANYONE, this::request)
        .get("/account/forgotten/sent", Access.ANYONE, this::sent)
        .get("/account/reset/:token", Access.ANYONE, this::resetForm)
        .post("/account/reset/:token", Access.ANYONE, this::reset);
  }

  private Answer form(Request request) {
    return context
        .pages()
        .page(request, "account/forgotten", new AccountPages.Fields(Form.empty()));
  }

  private Answer request(Request request) {
    Form form = request.form();
    String email = EmailAddress.read(form, "email");
    if (!form.isValid()) {
      return context.pages().invalid(request, "account/forgotten", new AccountPages.Fields(form));
    }
    reset.request(email, Visitor.of(request));
    return Answer.redirect("/account/forgotten/sent");
  }

  private Answer sent(Request request) {
    return context
        .pages()
        .page(request, "account/sent", new AccountPages.Sent("account.forgotten.sent"));
  }

  private Answer resetForm(Request request) {
    Account account = find(request);
    return context.pages().page(request, "account/reset", model(request, account));
  }

  private Answer reset(Request request) {
    Account account = find(request);
    Form form = request.form();
    String password = PasswordRules.read(form, "password", account.email(), account.displayName());
    if (!form.isValid()) {
      return context.pages().invalid(request, "account/reset", model(request, account));
    }
    if (!reset.reset(token(request), password, Visitor.of(request))) {
      throw gone();
    }
    return Answer.redirect("/sign-in").endingSession().withNotice("notice.password-changed");
  }

  private Account find(Request request) {
    context.limits().require(Limit.LINK, Visitor.of(request).network());
    return reset.find(token(request)).orElseThrow(ResetRoutes::gone);
  }

  private static HttpException gone() {
    return new HttpException(404, Message.of("account.link-used"));
  }

  private static SessionToken token(Request request) {
    return SessionToken.of(request.pathParameter("token"));
  }

  private static AccountPages.Reset model(Request request, Account account) {
    return new AccountPages.Reset(request.form(), request.pathParameter("token"), account.email());
  }
}
