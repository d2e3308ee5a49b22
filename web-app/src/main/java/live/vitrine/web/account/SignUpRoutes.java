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

/** Signing up, and proving the address. */
final class SignUpRoutes {
  static final int LONGEST_NAME = 50;

  private final AccountContext context;
  private final SignUp signUp;
  private final Confirmation confirmation;

  SignUpRoutes(AccountContext context, SignUp signUp, Confirmation confirmation) {
    this.context = context;
    this.signUp = signUp;
    this.confirmation = confirmation;
  }

  void register(Routes routes) {
    routes
        .get("/sign-up", Access.ANYONE, this::form)
        .post("/sign-up", Access.ANYONE, this::signUp)
        .get("/sign-up/sent", Access.ANYONE, this::sent)
        .get("/account/confirm/:token", Access.ANYONE, this::confirmForm)
        .post("/account/confirm/:token", Access.ANYONE, this::confirm)
        .post("/account/confirm", Access.SIGNED_IN, this::sendAgain);
  }

  private Answer form(Request request) {
    return SignInRoutes.elsewhere(request)
        .orElseGet(() ->
            context
                .pages()
                .page(request, "account/sign-up", new AccountPages.Fields(Form.empty())));
  }

  private Answer signUp(Request request) {
    Form form = request.form();
    String name = form.line("name", 1, LONGEST_NAME);
    String email = EmailAddress.read(form, "email");
    String password = PasswordRules.read(form, "password", email, name);
    if (!form.isValid()) {
      return context.pages().invalid(request, "account/sign-up", new AccountPages.Fields(form));
    }
    signUp.signUp(email, name, password, Visitor.of(request));
    return Answer.redirect("/sign-up/sent");
  }

  private Answer sent(Request request) {
    return context
        .pages()
        .page(request, "account/sent", new AccountPages.Sent("account.sign-up.sent"));
  }

  private Answer confirmForm(Request request) {
    return confirmPage(request, find(request));
  }

  private Account find(Request request) {
    context.limits().require(Limit.LINK, Visitor.of(request).network());
    return confirmation
        .find(SessionToken.of(request.pathParameter("token")))
        .orElseThrow(() -> new HttpException(404, Message.of("account.link-used")));
  }

  private Answer confirmPage(Request request, Account account) {
    boolean known = Confirmation.isOf(account, Visitor.of(request));
    AccountPages.Confirm model =
        new AccountPages.Confirm(
            request.form(), request.pathParameter("token"), account.email(), !known);
    return context.pages().page(request, "account/confirm", model);
  }

  private Answer confirm(Request request) {
    Visitor visitor = Visitor.of(request);
    Account account = find(request);
    SessionToken token = SessionToken.of(request.pathParameter("token"));
    if (Confirmation.isOf(account, visitor)) {
      confirmation.confirm(token, account, visitor);
      return Answer.redirect("/account").withNotice("notice.email-confirmed");
    }
    Form form = request.form();
    String password = PasswordRules.readCurrent(form, "password");
    if (!form.isValid()) {
      return confirmPage(request, account).withStatus(422);
    }
    return switch (confirmation.confirm(token, account, password, visitor)) {
      case SignInResult.SignedIn signedIn ->
          Answer.redirect("/account")
              .withSession(signedIn.session())
              .withNotice("notice.email-confirmed");
      case SignInResult.NeedsCode _ ->
          Answer.redirect("/sign-in").withNotice("notice.email-confirmed");
      case SignInResult.Refused _, SignInResult.Expired _ ->
          wrong(request, account, Message.of("account.password.wrong"));
      case SignInResult.Suspended _ ->
          wrong(request, account, Message.of("account.sign-in.suspended"));
      case SignInResult.TooMany tooMany ->
          wrong(request, account, SignInRoutes.tooMany(tooMany))
              .withStatus(429)
              .withRetryAfter(tooMany.retryAfter());
    };
  }

  private Answer wrong(Request request, Account account, Message message) {
    request.form().error("password", message);
    return confirmPage(request, account).withStatus(422);
  }

  private Answer sendAgain(Request request) {
    long id = request.signedIn().accountId();
    context.limits().require(Limit.ACCOUNT_MAIL, request.signedIn().email());
    context
        .database()
        .change(handle ->
            AccountRepository.find(handle, id)
                .filter(account -> !account.emailConfirmed())
                .ifPresent(account -> signUp.sendConfirmation(handle, account)));
    return Answer.redirect("/account/email").withNotice("notice.confirmation-sent");
  }
}
