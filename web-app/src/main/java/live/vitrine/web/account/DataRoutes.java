package live.vitrine.web.account;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.text.Message;

/** What somebody may ask for by law: all that is stored about them, and that it goes away. */
final class DataRoutes {
  private static final String DELETE = "account/delete";

  private final AccountContext context;
  private final AccountDeletion deletion;
  private final PasswordCheck passwordCheck;

  DataRoutes(AccountContext context, AccountDeletion deletion) {
    this.context = context;
    this.deletion = deletion;
    this.passwordCheck = new PasswordCheck(context);
  }

  void register(Routes routes) {
    routes
        .get("/account/export.json", Access.SIGNED_IN, this::export)
        .get("/account/delete", Access.SIGNED_IN, this::form)
        .post("/account/delete", Access.SIGNED_IN, this::delete);
  }

  private Answer export(Request request) {
    long id = request.signedIn().accountId();
    context.limits().require(Limit.EXPORT, String.valueOf(id));
    JsonObject all = context.database().read(handle -> AccountExport.of(handle, id));
    return Answer.download("account.json", "application/json", Buffer.buffer(all.encodePrettily()));
  }

  private Answer form(Request request) {
    return context.pages().page(request, DELETE, model(request));
  }

  private static AccountPages.Deletion model(Request request) {
    return new AccountPages.Deletion(request.form(), request.signedIn().shopId().isPresent());
  }

  private Answer delete(Request request) {
    Account account = context.account(request);
    Form form = request.form();
    passwordCheck.check(form, "password", account);
    if (!form.isValid()) {
      return context.pages().invalid(request, DELETE, model(request));
    }
    return switch (deletion.delete(account, Visitor.of(request))) {
      case DeletionResult.Deleted _ ->
          Answer.redirect("/").endingSession().withNotice("notice.account-deleted");
      case DeletionResult.OpenOrders(int count) ->
          refused(request, Message.of("account.delete.open-orders", count));
      case DeletionResult.LastAdministrator _ ->
          refused(request, Message.of("account.delete.last-administrator"));
    };
  }

  private Answer refused(Request request, Message reason) {
    request.form().error("password", reason);
    return context.pages().invalid(request, DELETE, model(request)).withStatus(409);
  }
}
