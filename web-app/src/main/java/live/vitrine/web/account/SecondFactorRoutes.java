package live.vitrine.web.account;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.page.QrCodes;
import live.vitrine.web.text.Message;

/** Setting up the second factor, and taking it away. */
final class SecondFactorRoutes {
  private static final String ISSUER = "Vitrine";
  private static final String ADDRESS = "/account/second-factor";
  private static final String PAGE = "account/second-factor";

  private final AccountContext context;
  private final SecondFactor secondFactor;
  private final PasswordCheck passwordCheck;

  SecondFactorRoutes(AccountContext context, SecondFactor secondFactor) {
    this.context = context;
    this.secondFactor = secondFactor;
    this.passwordCheck = new PasswordCheck(context);
  }

  void register(Routes routes) {
    routes
        .get(ADDRESS, Access.SIGNED_IN, this::show)
        .post(ADDRESS + "/prepare", Access.SIGNED_IN, this::prepare)
        .post(ADDRESS + "/enable", Access.SIGNED_IN, this::enable)
        .post(ADDRESS + "/disable", Access.SIGNED_IN, this::disable)
        .post(ADDRESS + "/codes", Access.SIGNED_IN, this::renewCodes);
  }

  private Answer show(Request request) {
    return context.pages().page(request, PAGE, model(request.form(), context.account(request)));
  }

  private AccountPages.Factor model(Form form, Account account) {
    Optional<AccountPages.Secret> secret =
        account
            .totpSecret()
            .filter(_ -> !account.secondFactor())
            .map(bytes ->
                new AccountPages.Secret(
                    Base32.encode(bytes).replaceAll("(.{4})(?=.)", "$1 "),
                    QrCodes.draw(Totp.uri(bytes, ISSUER, account.email()))));
    int left =
        account.secondFactor()
            ? context.database().read(handle -> RecoveryCodes.left(handle, account.id()))
            : 0;
    return new AccountPages.Factor(form, account.secondFactor(), secret, left, account.role());
  }

  private Answer invalid(Request request, Account account) {
    return context.pages().invalid(request, PAGE, model(request.form(), account));
  }

  private Answer prepare(Request request) {
    Account account = context.account(request);
    passwordCheck.check(request.form(), "password", account);
    if (!request.form().isValid()) {
      return invalid(request, account);
    }
    secondFactor.prepare(account.id());
    return Answer.redirect(ADDRESS);
  }

  private Answer enable(Request request) {
    Account account = context.account(request);
    Optional<List<String>> codes =
        code(request, account)
            .flatMap(code -> secondFactor.enable(account.id(), code, Visitor.of(request)));
    return codes.map(list -> codesPage(request, list)).orElseGet(() -> wrongCode(request, account));
  }

  private Answer disable(Request request) {
    Account account = context.account(request);
    passwordCheck.check(request.form(), "password", account);
    if (!request.form().isValid()) {
      return invalid(request, account);
    }
    boolean disabled =
        code(request, account)
            .filter(code -> secondFactor.disable(account.id(), code, Visitor.of(request)))
            .isPresent();
    return disabled
        ? Answer.redirect(ADDRESS).withNotice("notice.second-factor-off")
        : wrongCode(request, account);
  }

  private Answer renewCodes(Request request) {
    Account account = context.account(request);
    passwordCheck.check(request.form(), "password", account);
    if (!request.form().isValid()) {
      return invalid(request, account);
    }
    return code(request, account)
        .flatMap(code -> secondFactor.renewCodes(account.id(), code, Visitor.of(request)))
        .map(list -> codesPage(request, list))
        .orElseGet(() -> wrongCode(request, account));
  }

  private Optional<String> code(Request request, Account account) {
    String code = request.form().line("code", 1, 40);
    if (!request.form().isValid()) {
      return Optional.empty();
    }
    context.limits().require(Limit.CODE, String.valueOf(account.id()));
    return Optional.of(code);
  }

  private Answer wrongCode(Request request, Account account) {
    request.form().error("code", Message.of("account.code.wrong"));
    return invalid(request, account);
  }

  private Answer codesPage(Request request, List<String> codes) {
    return context.pages().page(request, "account/recovery-codes", new AccountPages.Codes(codes));
  }
}
