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

/** Changing the password and the address. */
final class CredentialRoutes {
  private final AccountContext context;
  private final CredentialChange change;
  private final PasswordCheck passwordCheck;

  CredentialRoutes(AccountContext context, CredentialChange change) {
    this.context = context;
    this.change = change;
    this.passwordCheck = new PasswordCheck(context);
  }

  void register(Routes routes) {
    routes
        .get("/account/password", Access.SIGNED_IN, this::passwordForm)
        .post("/account/password", Access.SIGNED_IN, this::setPassword)
        .get("/account/email", Access.SIGNED_IN, this::emailForm)
        .post("/account/email", Access.SIGNED_IN, this::requestEmail)
        .get("/account/email/:token", Access.ANYONE, this::confirmForm)
        .post("/account/email/:token", Access.ANYONE, this::confirmEmail);
  }

  private Answer passwordForm(Request request) {
    return context
        .pages()
        .page(request, "account/password", new AccountPages.Fields(request.form()));
  }

  private Answer setPassword(Request request) {
    Account account = context.account(request);
    Form form = request.form();
    String password = PasswordRules.read(form, "password", account.email(), account.displayName());
    passwordCheck.check(form, "current", account);
    if (!form.isValid()) {
      return context.pages().invalid(request, "account/password", new AccountPages.Fields(form));
    }
    change.setPassword(
        account, password, Visitor.of(request), request.session().orElseThrow().token());
    return Answer.redirect("/account").withNotice("notice.password-changed");
  }

  private Answer emailForm(Request request) {
    Account account = context.account(request);
    return context.pages().page(request, "account/email", model(request.form(), account));
  }

  private static AccountPages.Email model(Form form, Account account) {
    return new AccountPages.Email(form, account.email(), account.emailConfirmed());
  }

  private Answer requestEmail(Request request) {
    Account account = context.account(request);
    Form form = request.form();
    String email = EmailAddress.read(form, "email");
    if (email.equals(account.email())) {
      form.error("email", Message.of("account.email.same"));
    }
    passwordCheck.check(form, "password", account);
    if (!form.isValid()) {
      return context.pages().invalid(request, "account/email", model(form, account));
    }
    context.limits().require(Limit.ADDRESS_MAIL, Visitor.of(request).network());
    change.requestEmail(account, email, Visitor.of(request));
    return Answer.redirect("/account/email").withNotice("notice.new-email-sent");
  }

  private Answer confirmForm(Request request) {
    context.limits().require(Limit.LINK, Visitor.of(request).network());
    AccountTokens.Owner owner =
        change.findEmailChange(token(request)).orElseThrow(CredentialRoutes::gone);
    return context
        .pages()
        .page(
            request,
            "account/email-confirm",
            new AccountPages.Confirm(
                request.form(), request.pathParameter("token"), owner.email(), false));
  }

  private Answer confirmEmail(Request request) {
    context.limits().require(Limit.LINK, Visitor.of(request).network());
    if (!change.confirmEmail(token(request), Visitor.of(request))) {
      throw gone();
    }
    return Answer.redirect("/account").withNotice("notice.email-changed");
  }

  private static HttpException gone() {
    return new HttpException(404, Message.of("account.link-used"));
  }

  private static SessionToken token(Request request) {
    return SessionToken.of(request.pathParameter("token"));
  }
}
