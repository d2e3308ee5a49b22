package live.vitrine.web.account;

import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.OwnPath;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.text.Message;

/** Signing in and out. */
final class SignInRoutes {
  private final AccountContext context;
  private final SignIn signIn;

  SignInRoutes(AccountContext context, SignIn signIn) {
    this.context = context;
    this.signIn = signIn;
  }

  void register(Routes routes) {
    routes
        .get("/sign-in", Access.ANYONE, this::form)
        .post("/sign-in", Access.ANYONE, this::signIn)
        .post("/sign-in/code", Access.ANYONE, this::code)
        .post("/sign-out", Access.ANYONE, this::signOut)
        .post("/sign-out/everywhere", Access.SIGNED_IN, this::signOutEverywhere);
  }

  private Answer form(Request request) {
    String to = OwnPath.or(request.queryParameter("to").orElse(""), "/");
    return request.identity().isPresent()
        ? Answer.redirect(to)
        : context
            .pages()
            .page(request, "account/sign-in", new AccountPages.SignIn(Form.empty(), to));
  }

  private Answer signIn(Request request) {
    Form form = request.form();
    String to = OwnPath.or(form.value("to"), "/");
    String email = form.line("email", 1, 254);
    String password = PasswordRules.readCurrent(form, "password");
    if (!form.isValid()) {
      return again(request, to);
    }
    // What is no address has no account, and is answered like one that has none.
    String address = EmailAddress.of(email).orElse("");
    return switch (signIn.byPassword(address, password, Visitor.of(request))) {
      case SignInResult.SignedIn signedIn -> Answer.redirect(to).withSession(signedIn.session());
      case SignInResult.NeedsCode needs ->
          context
              .pages()
              .page(
                  request,
                  "account/sign-in-code",
                  new AccountPages.Code(Form.empty(), to, needs.token().text()));
      case SignInResult.Refused _, SignInResult.Expired _ ->
          wrong(request, to, "account.sign-in.refused");
      case SignInResult.Suspended _ -> wrong(request, to, "account.sign-in.suspended");
      case SignInResult.TooMany tooMany -> {
        form.error("password", tooMany(tooMany));
        yield again(request, to).withStatus(429).withRetryAfter(tooMany.retryAfter());
      }
    };
  }

  private Answer wrong(Request request, String to, String key) {
    request.form().error("password", Message.of(key));
    return again(request, to);
  }

  private Answer again(Request request, String to) {
    return context
        .pages()
        .invalid(request, "account/sign-in", new AccountPages.SignIn(request.form(), to));
  }

  private Answer code(Request request) {
    Form form = request.form();
    String to = OwnPath.or(form.value("to"), "/");
    String token = form.value("token");
    String code = form.line("code", 1, 40);
    AccountPages.Code model = new AccountPages.Code(form, to, token);
    if (!form.isValid()) {
      return context.pages().invalid(request, "account/sign-in-code", model);
    }
    return switch (signIn.byCode(SessionToken.of(token), code, Visitor.of(request))) {
      case SignInResult.SignedIn signedIn -> Answer.redirect(to).withSession(signedIn.session());
      case SignInResult.Refused _, SignInResult.NeedsCode _ -> {
        form.error("code", Message.of("account.code.wrong"));
        yield context.pages().invalid(request, "account/sign-in-code", model);
      }
      case SignInResult.Suspended _ -> wrong(request, to, "account.sign-in.suspended");
      case SignInResult.Expired _ -> wrong(request, to, "account.sign-in.expired");
      case SignInResult.TooMany tooMany -> {
        form.error("code", tooMany(tooMany));
        yield context
            .pages()
            .invalid(request, "account/sign-in-code", model)
            .withStatus(429)
            .withRetryAfter(tooMany.retryAfter());
      }
    };
  }

  static Message tooMany(SignInResult.TooMany tooMany) {
    return Message.of("error.too-many", tooMany.retryAfter().toSeconds() + 1);
  }

  private Answer signOut(Request request) {
    request
        .session()
        .ifPresent(session ->
            context.database().change(handle -> context.sessions().end(handle, session.token())));
    return Answer.redirect("/").endingSession().withNotice("notice.signed-out");
  }

  private Answer signOutEverywhere(Request request) {
    long id = request.signedIn().accountId();
    context.database().change(handle -> context.sessions().endAll(handle, id, null));
    return Answer.redirect("/").endingSession().withNotice("notice.signed-out-everywhere");
  }

  /** Whether somebody is signed in already, who then needs none of this. */
  static Optional<Answer> elsewhere(Request request) {
    return request.identity().map(_ -> Answer.redirect("/account"));
  }
}
